import { sql, type RawBuilder } from "kysely";
import { VIEWS } from "../../contract/ticket-list-routes.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { openInParts, whereFiltered, whereInView } from "./ticket-filter-store.ts";

/** Where counting of a view stops: "1000+" says enough. */
export const COUNTED_MAX = 1_000;
/** More open tickets in sight are not looked at together: each view is counted by itself then, to its bound. */
const SCANNED_MAX = 20_000;

/** How many tickets stand in each view, none counted further than COUNTED_MAX. */
export async function countViews(
  tx: Tx,
  viewer: Viewer,
  scannedMax: number = SCANNED_MAX,
): Promise<Record<string, number>> {
  // Who sees all has no others' tickets to pass over: each view ends early by itself.
  if (sightOf(viewer).kind === "all") return countEach(tx, viewer);
  const { scanned = 0, ...counts } = await countTogether(tx, viewer, scannedMax);
  if (scanned > scannedMax) return countEach(tx, viewer);
  return Object.fromEntries(Object.entries(counts).map(([view, count]) => [view, Math.min(count, COUNTED_MAX)]));
}

/** In the order of the index that holds them. */
const STANDING = sql`t.team_id, t.state, t.promise_state, t.assignee_id, t.snoozed_until`;

async function countTogether(tx: Tx, viewer: Viewer, scannedMax: number): Promise<Record<string, number>> {
  const found = await countsQuery(viewer, scannedMax).execute(queries(tx));
  return found.rows[0] ?? {};
}

/**
 * The query of the counts, to run or to explain: the open tickets in sight, each looked at once; those that stand alike are
 * then counted as one for each view.
 */
export function countsQuery(viewer: Viewer, scannedMax: number = SCANNED_MAX): RawBuilder<Record<string, number>> {
  const columns = VIEWS.map(
    (view) => sql`coalesce(sum(t.tickets) filter (where ${whereInView(view, viewer)}), 0)::int as ${sql.id(view)}`,
  );
  const parts = openInParts(viewer).map(
    (part) => sql`select ${STANDING}, count(*)::int as tickets
      from (select ${STANDING} from ticket t where ${part} order by ${STANDING} limit ${scannedMax + 1}) t
      group by ${STANDING}`,
  );
  return sql<Record<string, number>>`
    select coalesce(sum(t.tickets), 0)::int as scanned, ${sql.join(columns)}
      from (${sql.join(parts, sql` union all `)}) t`;
}

async function countEach(tx: Tx, viewer: Viewer): Promise<Record<string, number>> {
  const columns = VIEWS.map(
    (view) => sql`(select count(*) from
      (select 1 from ticket t where ${whereFiltered({ view }, viewer)} limit ${COUNTED_MAX}) counted) as ${sql.id(view)}`,
  );
  const found = await sql<Record<string, number>>`select ${sql.join(columns)}`.execute(queries(tx));
  return found.rows[0] ?? {};
}
