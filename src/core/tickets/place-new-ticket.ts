import { routeFor, type Pack, type RouteTarget } from "../../domain/sop/index.ts";
import {
  factsFrom,
  type Channel,
  type CustomerTier,
  type Priority,
  type SupportLevel,
  type TicketFacts,
  type TicketKind,
} from "../../domain/ticket/index.ts";
import { roleHas } from "../../domain/permission/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { findOrganisation } from "../contacts/index.ts";
import { defaultTeam, findStaff, findTeam, findTeamByHandle, onDuty, type Person, type Team } from "../staff/index.ts";
import type { PriorityDecision } from "../sop/index.ts";
import type { TicketDesk } from "./change-ticket.ts";

/** What is known of a ticket before it is there. */
export type Arriving = {
  subject: string;
  text: string;
  kind: TicketKind;
  /** null: by the procedure's matrix. */
  priority: Priority | null;
  categoryId: string | null;
  tags: readonly string[];
  channel: Channel;
  tier: CustomerTier;
  organisationId: string | null;
  /** Where it goes that no route sends to a team: the team of its mailbox, say; null for the default team. */
  teamId: string | null;
};

export type Place = {
  teamId: string;
  assigneeId: string | null;
  level: SupportLevel;
  /** Who hears of it and sees it besides: the leader, where the route says so. */
  followers: string[];
  /** What the procedure says of its priority, which the routes ask too. */
  decided?: PriorityDecision;
};

/**
 * Who gets a new ticket, by the first route of the published procedure that holds: to its team, to whoever is on call, to the
 * customer's dedicated adviser. A team that the desk does not have, an adviser who has left, nobody on duty: then where it would
 * have gone anyway. REQ: TR-08
 */
export async function placeNewTicket(desk: TicketDesk, tx: Tx, arriving: Arriving, now: number): Promise<Place> {
  const { pack, priority } = await desk.procedures.published(tx);
  const { subject, text, kind, tier } = arriving;
  const decided = priority({ text: `${subject}\n${text}`, kind, tier });
  const wanted = arriving.priority ?? decided.priority;
  const to = routeFor(pack.routes, factsOf(arriving, wanted))?.to ?? NOWHERE;
  const owner = pack.channels.find(({ id }) => id === arriving.channel)?.owner ?? null;
  const team = await teamFor(tx, [to.team, arriving.teamId, owner]);
  const person = (await calledOut(tx, pack, to, now)) ?? (await adviserOf(tx, to, arriving.organisationId));
  const assigneeId = person?.id ?? null;
  const teamId = person && !person.teamIds.includes(team.id) ? (person.teamIds[0] ?? team.id) : team.id;
  const followers = to.notifyLeader ? leaderToTell(team, { priority: wanted, assigneeId }) : [];
  return { teamId, assigneeId, level: to.level ?? "L1", followers, decided };
}

/** Of P0 and P1 the leader is told anyway, and he hears of what is given to him. */
function leaderToTell({ leaderId }: Team, of: { priority: Priority; assigneeId: string | null }): string[] {
  const isTold = of.priority === "P0" || of.priority === "P1" || leaderId === of.assigneeId;
  return isTold || leaderId === null ? [] : [leaderId];
}

const NOWHERE: RouteTarget = { team: null, level: null, adviser: false, notifyLeader: false, onCall: null };

const factsOf = ({ kind, categoryId, tags, channel, tier }: Arriving, priority: Priority): TicketFacts =>
  factsFrom({
    kind,
    categoryId,
    priority,
    tier,
    channel,
    state: "new",
    tags,
  });

/**
 * The team that the route means, else the one that it would go to anyway, else the one that answers for its channel, else the
 * default team. REQ: IN-04
 */
async function teamFor(
  tx: Tx,
  [handle, teamId, owner]: readonly [string | null, string | null, string | null],
): Promise<Team> {
  const meant = handle === null ? null : await findTeamByHandle(tx, handle);
  if (meant) return meant;
  const standing = teamId === null ? null : await findTeam(tx, teamId);
  if (standing && !standing.archived) return standing;
  return (owner === null ? null : await findTeamByHandle(tx, owner)) ?? defaultTeam(tx);
}

/** Whoever has duty on the list, or on the first of its backups where somebody has. */
async function calledOut(tx: Tx, { onCall }: Pack, to: RouteTarget, now: number): Promise<Person | null> {
  const asked = new Set<string>();
  for (let id = to.onCall; id !== null && !asked.has(id);) {
    asked.add(id);
    const person = (await onDuty(tx, id, now)).find(({ role }) => roleHas(role, "tickets.work"));
    if (person) return person;
    id = onCall.find((roster) => roster.id === id)?.backup ?? null;
  }
  return null;
}

async function adviserOf(tx: Tx, to: RouteTarget, organisationId: string | null): Promise<Person | null> {
  if (!to.adviser || organisationId === null) return null;
  const organisation = await findOrganisation(tx, organisationId);
  const adviser = organisation?.adviserId ? await findStaff(tx, organisation.adviserId) : null;
  return adviser?.active ? adviser : null;
}
