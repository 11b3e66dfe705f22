import { sql } from "kysely";
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

/** The open tickets in sight, each looked at once for all views. */
async function countTogether(tx: Tx, viewer: Viewer, scannedMax: number): Promise<Record<string, number>> {
  const columns = VIEWS.map((view) => sql`count(*) filter (where ${whereInView(view, viewer)}) as ${sql.id(view)}`);
  const parts = openInParts(viewer).map(
    (part) =>
      sql`select t.team_id, t.assignee_id, t.state, t.snoozed_until, t.promise_state from ticket t where ${part}`,
  );
  const found = await sql<Record<string, number>>`
    select count(*) as scanned, ${sql.join(columns)}
      from (${sql.join(parts, sql` union all `)} limit ${scannedMax + 1}) t`.execute(queries(tx));
  return found.rows[0] ?? {};
}

async function countEach(tx: Tx, viewer: Viewer): Promise<Record<string, number>> {
  const columns = VIEWS.map(
    (view) => sql`(select count(*) from
      (select 1 from ticket t where ${whereFiltered({ view }, viewer)} limit ${COUNTED_MAX}) counted) as ${sql.id(view)}`,
  );
  const found = await sql<Record<string, number>>`select ${sql.join(columns)}`.execute(queries(tx));
  return found.rows[0] ?? {};
}
