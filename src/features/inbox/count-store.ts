import { sql } from "kysely";
import { VIEWS } from "../../contract/ticket-routes.ts";
import type { Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { whereFiltered } from "./ticket-filter-store.ts";

/** Where counting of a view stops: "1000+" says enough. */
export const COUNTED_MAX = 1_000;

/** How many tickets stand in each view, all views in one query, none counted further than COUNTED_MAX. */
export async function countViews(tx: Tx, viewer: Viewer): Promise<Record<string, number>> {
  const columns = VIEWS.map(
    (view) => sql`(select count(*) from
      (select 1 from ticket t where ${whereFiltered({ view }, viewer)} limit ${COUNTED_MAX}) counted) as ${sql.id(view)}`,
  );
  const found = await sql<Record<string, number>>`select ${sql.join(columns)}`.execute(queries(tx));
  return found.rows[0] ?? {};
}
