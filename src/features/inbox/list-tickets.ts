import type { TicketFilter } from "../../contract/ticket-list-routes.ts";
import type { TicketRow } from "../../contract/ticket-shapes.ts";
import type { Viewer } from "../../domain/permission/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { cursorFrom, orderFor, placeFrom, type Sort } from "./list-order.ts";
import { listRows } from "./list-store.ts";
import { includesClosed } from "./ticket-filter-store.ts";

export type ListRequest = {
  filter: TicketFilter;
  sort: Sort;
  cursor: string | undefined;
  limit: number;
  /** Only these of the list. */
  ids?: readonly string[] | undefined;
};

/**
 * One page of a list, in one query, within the person's sight.
 * @throws CodedError cursor_invalid for a cursor of another order
 */
export async function listTickets(
  tx: Tx,
  viewer: Viewer,
  request: ListRequest,
): Promise<{ items: TicketRow[]; nextCursor: string | null }> {
  const sort = orderFor(request.sort, includesClosed(request.filter));
  const after = placeFrom(sort, request.cursor);
  const rows = await listRows(tx, viewer, {
    filter: request.filter,
    sort,
    after,
    rowsMax: request.limit + 1,
    ids: request.ids,
  });
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ row }) => row),
    nextCursor: rows.length > request.limit && last ? cursorFrom(sort, last.place) : null,
  };
}
