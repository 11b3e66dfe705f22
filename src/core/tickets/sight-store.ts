import { sql, type RawBuilder } from "kysely";
import type { TicketSight } from "../../domain/permission/index.ts";

/**
 * The one permission predicate as SQL over a row of `ticket`, named by its alias. Every list, count, search,
 * suggestion and export joins through this.
 */
export function whereSeen(sight: TicketSight, alias = "ticket"): RawBuilder<boolean> {
  if (sight.kind === "all") return sql`true`;
  if (sight.kind === "none") return sql`false`;
  return sql`(${sql.join(reasonsOf(sight, alias), sql` or `)})`;
}

/**
 * The same predicate in parts that have no ticket in common, for reading all that a person sees: each part has an index
 * of its own, where the whole would be looked for among everybody's tickets.
 */
export function whereSeenInParts(sight: TicketSight, alias = "ticket"): RawBuilder<boolean>[] {
  if (sight.kind !== "some") return [whereSeen(sight, alias)];
  const reasons = reasonsOf(sight, alias);
  return reasons.map((reason, at) => {
    const alone = [reason, ...reasons.slice(0, at).map((earlier) => sql`(${earlier}) is not true`)];
    return sql<boolean>`${sql.join(alone, sql` and `)}`;
  });
}

/** Why somebody who does not see all sees a ticket; one is enough. */
function reasonsOf(sight: Extract<TicketSight, { kind: "some" }>, alias: string): RawBuilder<boolean>[] {
  const teamId = sql.ref(`${alias}.team_id`);
  const grantedTo = sql.ref(`${alias}.granted_to`);
  return [
    sql`${teamId} = any(${[...sight.teamIds]}::uuid[])`,
    ...(sight.unrouted ? [sql<boolean>`${teamId} is null`] : []),
    sql`${sql.ref(`${alias}.assignee_id`)} = ${sight.staffId}::uuid`,
    // The index knows only tickets that are granted to somebody.
    sql`(${grantedTo} <> '{}' and ${grantedTo} && ${[sight.staffId, ...sight.askedTeamIds]}::uuid[])`,
  ];
}
