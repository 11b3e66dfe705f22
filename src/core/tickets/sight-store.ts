import { sql, type RawBuilder } from "kysely";
import type { TicketSight } from "../../domain/permission/index.ts";
import { NO_TEAM_ID } from "./standing-store.ts";

/**
 * The one permission predicate as SQL over a row of `ticket`, named by its alias. Every list, count, search,
 * suggestion and export joins through this.
 */
export function whereSeen(sight: TicketSight, alias = "ticket"): RawBuilder<boolean> {
  if (sight.kind === "all") return sql`true`;
  if (sight.kind === "none") return sql`false`;
  return sql`(${sql.join(reasonsOf(sight, alias), sql` or `)})`;
}

type SightParts = {
  /** Teams of whose tickets all are seen, as `ticket_standing` has them; null: of all teams. */
  teamIds: readonly string[] | null;
  /** Conditions for the tickets that are seen beside those of the teams; they have no ticket in common. */
  besides: RawBuilder<boolean>[];
};

/** The same predicate in parts, for counting without looking at the tickets of whole teams. */
export function seenInParts(sight: TicketSight, alias = "ticket"): SightParts {
  if (sight.kind !== "some") return { teamIds: sight.kind === "all" ? null : [], besides: [] };
  const teamIds = [...sight.teamIds, ...(sight.unrouted ? [NO_TEAM_ID] : [])];
  const ofTeams = reasonsOfTeams(sight, alias);
  const reasons = reasonsOfTickets(sight, alias);
  const besides = reasons.map((reason, at) => {
    const alone = [reason, ...[...ofTeams, ...reasons.slice(0, at)].map((earlier) => sql`(${earlier}) is not true`)];
    return sql<boolean>`${sql.join(alone, sql` and `)}`;
  });
  return { teamIds, besides };
}

type SomeSight = Extract<TicketSight, { kind: "some" }>;

/** Why somebody who does not see all sees a ticket; one is enough. */
const reasonsOf = (sight: SomeSight, alias: string) => [
  ...reasonsOfTeams(sight, alias),
  ...reasonsOfTickets(sight, alias),
];

function reasonsOfTeams(sight: SomeSight, alias: string): RawBuilder<boolean>[] {
  const teamId = sql.ref(`${alias}.team_id`);
  return [
    sql`${teamId} = any(${[...sight.teamIds]}::uuid[])`,
    ...(sight.unrouted ? [sql<boolean>`${teamId} is null`] : []),
  ];
}

function reasonsOfTickets(sight: SomeSight, alias: string): RawBuilder<boolean>[] {
  const grantedTo = sql.ref(`${alias}.granted_to`);
  return [
    sql`${sql.ref(`${alias}.assignee_id`)} = ${sight.staffId}::uuid`,
    // The index knows only tickets that are granted to somebody.
    sql`(${grantedTo} <> '{}' and ${grantedTo} && ${[sight.staffId, ...sight.askedTeamIds]}::uuid[])`,
  ];
}
