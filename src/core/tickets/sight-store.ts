import { sql, type RawBuilder } from "kysely";
import type { TicketSight } from "../../domain/permission/index.ts";

/**
 * The one permission predicate as SQL over a row of `ticket`, named by its alias. Every list, count, search,
 * suggestion and export joins through this.
 */
export function whereSeen(sight: TicketSight, alias = "ticket"): RawBuilder<boolean> {
  if (sight.kind === "all") return sql`true`;
  if (sight.kind === "none") return sql`false`;
  const teamId = sql.ref(`${alias}.team_id`);
  const teams = sql`${teamId} = any(${[...sight.teamIds]}::uuid[])`;
  const unrouted = sight.unrouted ? sql`or ${teamId} is null` : sql``;
  return sql`(${teams} ${unrouted}
    or ${sql.ref(`${alias}.assignee_id`)} = ${sight.staffId}::uuid
    or ${sql.ref(`${alias}.granted_to`)} && ${[sight.staffId, ...sight.askedTeamIds]}::uuid[])`;
}
