import { findTeam } from "../../core/staff/index.ts";
import { placeNewTicket, type Place } from "../../core/tickets/index.ts";
import type { CustomerTier, TicketKind } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { IntakeDeps } from "./intake-deps.ts";
import { teamOfMailbox } from "./intake-store.ts";

export type ArrivingMail = {
  subject: string;
  text: string;
  kind: TicketKind;
  tags: readonly string[];
  mailboxId: string | null;
  organisationId: string | null;
  tier: CustomerTier;
};

/** Who gets a new ticket: by the routes of the procedure, else the team of its mailbox, else the default team. REQ: TR-08 */
export async function routeTicket(deps: IntakeDeps, tx: Tx, mail: ArrivingMail): Promise<Place> {
  const { mailboxId, ...known } = mail;
  const asked = mailboxId === null ? null : await teamOfMailbox(tx, mailboxId);
  const team = asked === null ? null : await findTeam(tx, asked);
  const teamId = team && !team.archived ? team.id : null;
  const arriving = { ...known, priority: null, categoryId: null, channel: "email" as const, teamId };
  return placeNewTicket(deps.desk, tx, arriving, deps.now());
}
