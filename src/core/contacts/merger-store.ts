import { queries } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { StoredAddress } from "./address-store.ts";

/** What a merger moved; undoing moves exactly this back. */
export type Moved = {
  ticketIds: string[];
  addresses: StoredAddress[];
  contactIds: string[];
  domains: string[];
  /** The organisation that the target had not, and got. */
  organisationId: string | null;
};

export type Merger = {
  id: string;
  kind: "contact" | "organisation";
  fromId: string;
  intoId: string;
  moved: Moved;
  mergedAt: Date;
};

export async function insertMerger(
  tx: Tx,
  merger: Pick<Merger, "kind" | "fromId" | "intoId" | "moved"> & { staffId: string | null },
  now: number,
): Promise<void> {
  await queries(tx)
    .insertInto("customer_merger")
    .values({
      id: newId(now),
      kind: merger.kind,
      from_id: merger.fromId,
      into_id: merger.intoId,
      moved: JSON.stringify(merger.moved),
      merged_by: merger.staffId,
      merged_at: new Date(now),
    })
    .execute();
}

export async function findMergerOf(tx: Tx, fromId: string): Promise<Merger | null> {
  const row = await queries(tx)
    .selectFrom("customer_merger")
    .select(["id", "kind", "from_id", "into_id", "moved", "merged_at"])
    .where("from_id", "=", fromId)
    .where("undone_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  return row
    ? {
        id: row.id,
        kind: row.kind as Merger["kind"],
        fromId: row.from_id,
        intoId: row.into_id,
        moved: row.moved as Moved,
        mergedAt: row.merged_at,
      }
    : null;
}

/** Who was merged into it and can be taken out again, latest first. */
export async function mergersInto(tx: Tx, intoId: string): Promise<{ fromId: string; name: string; mergedAt: Date }[]> {
  const rows = await queries(tx)
    .selectFrom("customer_merger as m")
    .leftJoin("contact as c", "c.id", "m.from_id")
    .leftJoin("organisation as o", "o.id", "m.from_id")
    .select((eb) => ["m.from_id", "m.merged_at", eb.fn.coalesce("c.name", "o.name").as("name")])
    .where("m.into_id", "=", intoId)
    .where("m.undone_at", "is", null)
    .orderBy("m.merged_at", "desc")
    .execute();
  return rows.map((row) => ({ fromId: row.from_id, name: row.name ?? "", mergedAt: row.merged_at }));
}

export async function markUndone(tx: Tx, mergerId: string, now: number): Promise<void> {
  await queries(tx)
    .updateTable("customer_merger")
    .set({ undone_at: new Date(now) })
    .where("id", "=", mergerId)
    .execute();
}

/** The record of a merger holds addresses; it goes when the person is erased. */
export async function deleteMergersOf(tx: Tx, ids: readonly string[]): Promise<void> {
  await queries(tx)
    .deleteFrom("customer_merger")
    .where("from_id", "in", [...ids])
    .execute();
}
