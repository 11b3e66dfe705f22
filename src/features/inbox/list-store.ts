import { sql, type RawBuilder } from "kysely";
import type { TicketFilter } from "../../contract/ticket-list-routes.ts";
import { asTicketRow, rowColumns, type TicketRowRecord } from "../../core/tickets/index.ts";
import type { TicketRow } from "../../contract/ticket-shapes.ts";
import type { Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { ListPlace, Sort } from "./list-order.ts";
import { whereFiltered } from "./ticket-filter-store.ts";

type Order = {
  by: RawBuilder<unknown>;
  /** The cursor's values. */
  place(row: TicketRowRecord): string[];
  after(place: ListPlace): RawBuilder<unknown>;
};

const ORDERS: Record<Sort, Order> = {
  recent: {
    by: sql`t.last_message_at desc, t.id desc`,
    place: (row) => [row.last_message_at],
    after: ({ values, id }) => sql`(t.last_message_at, t.id) < (${values[0]}::timestamptz, ${id}::uuid)`,
  },
  oldest: {
    by: sql`t.opened_at, t.id`,
    place: (row) => [row.opened_at],
    after: ({ values, id }) => sql`(t.opened_at, t.id) > (${values[0]}::timestamptz, ${id}::uuid)`,
  },
  due: {
    by: sql`t.next_due_at, t.id`,
    place: (row) => [row.next_due_at ?? ""],
    after: ({ values, id }) => sql`(t.next_due_at, t.id) > (${values[0]}::timestamptz, ${id}::uuid)`,
  },
  priority: {
    by: sql`t.priority, t.next_due_at, t.id`,
    place: (row) => [row.priority, row.next_due_at ?? ""],
    after: ({ values, id }) =>
      sql`(t.priority, t.next_due_at, t.id) > (${values[0]}, ${values[1]}::timestamptz, ${id}::uuid)`,
  },
};

export type ListQuery = {
  filter: TicketFilter;
  sort: Sort;
  after: ListPlace | null;
  rowsMax: number;
  ids?: readonly string[] | undefined;
};

export type ListedTicket = { row: TicketRow; place: ListPlace };

/** So many rows are read at a time: the least of these that holds the page. */
const READ_AT_ONCE_ROWS = [2, 11, 26, 51, 101, 201];

/** The bound stands in the text, one of a few, so that a plan that is kept knows how little is read. */
const rowsRead = (rowsMax: number): RawBuilder<number> =>
  sql.lit(READ_AT_ONCE_ROWS.find((rows) => rows >= rowsMax) ?? rowsMax);

/** The query of a page, to run or to explain: the page is cut first, names are looked up for its rows alone. */
export function listQuery(viewer: Viewer, list: ListQuery): RawBuilder<TicketRowRecord> {
  const order = ORDERS[list.sort];
  const after = list.after ? sql`and ${order.after(list.after)}` : sql``;
  const named = list.ids ? sql`and t.id = any(${[...list.ids]}::uuid[])` : sql``;
  return sql`
    select ${rowColumns(viewer.staffId)}
      from (select t.* from ticket t where ${whereFiltered(list.filter, viewer)} ${after} ${named}
             order by ${order.by} limit ${rowsRead(list.rowsMax)}) t
     order by ${order.by}`;
}

export async function listRows(tx: Tx, viewer: Viewer, list: ListQuery): Promise<ListedTicket[]> {
  const { place } = ORDERS[list.sort];
  const found = await listQuery(viewer, list).execute(queries(tx));
  return found.rows
    .slice(0, list.rowsMax)
    .map((row) => ({ row: asTicketRow(row), place: { values: place(row), id: row.id } }));
}
