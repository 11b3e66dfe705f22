import { whereSeen } from "../../core/tickets/index.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** The numbers of those tickets that this person sees. */
export async function numbersOf(tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await queries(tx)
    .selectFrom("ticket as t")
    .select(["t.id", "t.number"])
    .where("t.id", "in", [...ids])
    .where(whereSeen(sightOf(viewer), "t"))
    .execute();
  return new Map(rows.map((row) => [row.id, row.number]));
}
