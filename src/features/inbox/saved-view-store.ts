import { sql } from "kysely";
import { ticketFilter, type TicketFilter } from "../../contract/ticket-list-routes.ts";
import type { SavedViewShape } from "../../contract/inbox-routes.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export const SAVED_VIEWS_MAX = 200;

export type SavedView = Omit<SavedViewShape, "mayChange">;
export type SavedViewFields = {
  name: string;
  filter: TicketFilter;
  sort: SavedView["sort"];
  group: SavedView["group"];
  position: number;
  shared: boolean;
};

function views(tx: Tx, staffId: string) {
  return queries(tx)
    .selectFrom("saved_view as v")
    .innerJoin("staff_member as s", "s.id", "v.owner_id")
    .selectAll("v")
    .select("s.name as owner_name")
    .where((where) => where.or([where("v.owner_id", "=", staffId), where("v.shared", "=", true)]));
}

type Row = Awaited<ReturnType<ReturnType<typeof views>["executeTakeFirstOrThrow"]>>;

/** A filter kept by an earlier version that no longer reads is shown as the plain list, rather than not at all. */
const asView = (row: Row): SavedView => ({
  id: row.id,
  name: row.name,
  filter: ticketFilter.safeParse(row.filter).data ?? ticketFilter.parse({}),
  sort: row.sort as SavedView["sort"],
  group: row.group_by as SavedView["group"],
  position: row.position,
  shared: row.shared,
  owner: { id: row.owner_id, name: row.owner_name },
  version: row.version,
});

export async function listViews(tx: Tx, staffId: string): Promise<SavedView[]> {
  const rows = await views(tx, staffId)
    .orderBy("v.position")
    .orderBy("v.name")
    .orderBy("v.id")
    .limit(2 * SAVED_VIEWS_MAX)
    .execute();
  return rows.map(asView);
}

/** One that this person sees: his own or a shared one. */
export async function findView(tx: Tx, staffId: string, viewId: string): Promise<SavedView | null> {
  const row = await views(tx, staffId).where("v.id", "=", viewId).executeTakeFirst();
  return row ? asView(row) : null;
}

export async function countOwnViews(tx: Tx, staffId: string): Promise<number> {
  const found = await queries(tx)
    .selectFrom("saved_view")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("owner_id", "=", staffId)
    .executeTakeFirstOrThrow();
  return found.count;
}

const columnsOf = (fields: Partial<SavedViewFields>) => ({
  ...(fields.name === undefined ? {} : { name: fields.name }),
  ...(fields.filter === undefined ? {} : { filter: JSON.stringify(fields.filter) }),
  ...(fields.sort === undefined ? {} : { sort: fields.sort }),
  ...(fields.group === undefined ? {} : { group_by: fields.group }),
  ...(fields.position === undefined ? {} : { position: fields.position }),
  ...(fields.shared === undefined ? {} : { shared: fields.shared }),
});

export async function insertView(
  tx: Tx,
  view: { id: string; ownerId: string },
  fields: SavedViewFields,
  now: number,
): Promise<void> {
  await queries(tx)
    .insertInto("saved_view")
    .values({
      id: view.id,
      owner_id: view.ownerId,
      name: fields.name,
      filter: JSON.stringify(fields.filter),
      sort: fields.sort,
      group_by: fields.group,
      position: fields.position,
      shared: fields.shared,
      created_at: new Date(now),
      updated_at: new Date(now),
    })
    .execute();
}

/** @returns false when the view has another version meanwhile */
export async function updateView(
  tx: Tx,
  which: { id: string; version: number },
  fields: Partial<SavedViewFields>,
  now: number,
): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("saved_view")
    .set({ ...columnsOf(fields), version: sql`version + 1`, updated_at: new Date(now) })
    .where("id", "=", which.id)
    .where("version", "=", which.version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function removeView(tx: Tx, viewId: string): Promise<void> {
  await queries(tx).deleteFrom("saved_view").where("id", "=", viewId).execute();
}
