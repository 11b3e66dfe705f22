import { sql, type RawBuilder } from "kysely";
import { VIEWS } from "../../contract/ticket-list-routes.ts";
import { seenInParts } from "../../core/tickets/index.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { whereInView } from "./ticket-filter-store.ts";

/** Where counting of a view stops: "1000+" says enough. */
export const COUNTED_MAX = 1_000;
/** Of tickets that somebody sees beside those of his teams no more are looked at. */
const LOOKED_AT_MAX = 5_000;

/** How many tickets stand in each view, none counted further than COUNTED_MAX. */
export async function countViews(tx: Tx, viewer: Viewer): Promise<Record<string, number>> {
  if (sightOf(viewer).kind === "none") return Object.fromEntries(VIEWS.map((view) => [view, 0]));
  const found = await countsQuery(viewer).execute(queries(tx));
  return Object.fromEntries(
    Object.entries(found.rows[0]!).map(([view, count]) => [view, Math.min(count, COUNTED_MAX)]),
  );
}

/**
 * The query of the counts, to run or to explain. What whole teams have is added up from `ticket_standing`; looked at are only
 * the person's own tickets, and those of other teams that are granted to him.
 */
export function countsQuery(viewer: Viewer): RawBuilder<Record<string, number>> {
  const { teamIds, besides } = seenInParts(sightOf(viewer), "t");
  const columns = VIEWS.map(
    (view) => sql`${view === "mine" ? own(viewer) : sumOf(view, viewer)}::int as ${sql.id(view)}`,
  );
  const parts = [standings(teamIds), ...besides.map(standingOfEach)];
  return sql<Record<string, number>>`select ${sql.join(columns)} from (${sql.join(parts, sql` union all `)}) t`;
}

const sumOf = (view: (typeof VIEWS)[number], viewer: Viewer) =>
  sql`coalesce(sum(t.tickets) filter (where ${whereInView(view, viewer)}), 0)`;

/** Whoever sees any ticket sees his own. */
const own = (viewer: Viewer) =>
  sql`(select count(*) from (select from ticket t where ${whereInView("mine", viewer)} limit ${sql.lit(COUNTED_MAX)}) t)`;

/** As if each were a ticket: views ask whether somebody has it and until when it rests, never who and when. */
const standings = (teamIds: readonly string[] | null) => sql`
  select s.team_id, s.state, s.promise_state, case when s.assigned then s.team_id end as assignee_id,
         case when s.snoozed then 'infinity'::timestamptz end as snoozed_until, s.tickets
    from ticket_standing s ${teamIds ? sql`where s.team_id = any(${listed(teamIds)})` : sql``}`;

/** How many they are stands in the text, so that a plan that is kept knows how little is read. */
const listed = (ids: readonly string[]) => sql`array[${sql.join(ids)}]::uuid[]`;

const standingOfEach = (part: RawBuilder<boolean>) => sql`
  (select t.team_id, t.state, t.promise_state, t.assignee_id, t.snoozed_until, 1 as tickets
     from ticket t where ${part} and t.state <> 'closed' limit ${sql.lit(LOOKED_AT_MAX)})`;
