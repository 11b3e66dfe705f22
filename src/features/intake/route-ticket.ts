import { findOrganisation } from "../../core/contacts/index.ts";
import { findStaff, findTeam } from "../../core/staff/index.ts";
import type { CustomerTier } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { defaultTeamId, teamOfMailbox } from "./intake-store.ts";

export type Route = { teamId: string; assigneeId: string | null };

/**
 * Who gets a new ticket: the team of its mailbox, else the default team; a strategic customer's dedicated adviser
 * himself, in that team if he is in it, else in a team of his. REQ: TR-08
 */
export async function routeTicket(
  tx: Tx,
  customer: { mailboxId: string | null; organisationId: string | null; tier: CustomerTier },
): Promise<Route> {
  const asked = customer.mailboxId === null ? null : await teamOfMailbox(tx, customer.mailboxId);
  const team = asked === null ? null : await findTeam(tx, asked);
  const teamId = team && !team.archived ? team.id : await defaultTeamId(tx);
  if (customer.tier !== "strategic" || customer.organisationId === null) return { teamId, assigneeId: null };
  const organisation = await findOrganisation(tx, customer.organisationId);
  const adviser = organisation?.adviserId ? await findStaff(tx, organisation.adviserId) : null;
  if (!adviser?.active) return { teamId, assigneeId: null };
  const shared = adviser.teamIds.includes(teamId) ? teamId : (adviser.teamIds[0] ?? teamId);
  return { teamId: shared, assigneeId: adviser.id };
}
