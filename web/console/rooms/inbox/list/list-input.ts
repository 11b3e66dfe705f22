import type { InputOf } from "../../../../../src/contract/route.ts";
import type { listTickets, SORTS, TicketFilter } from "../../../../../src/contract/ticket-list-routes.ts";

/** Two lines beside the ticket, or one line over the whole width. */
export type ListMode = "list" | "table";

export type Sort = (typeof SORTS)[number];

/** What a list asks for: a view, filters and an order. */
export type ListInput = TicketFilter & { sort: Sort };

export type ListQuery = NonNullable<InputOf<typeof listTickets>["query"]>;

/** The first page is small, to stand at once; the next ones are read ahead. */
export const FIRST_PAGE_ROWS = 60;
export const PAGE_ROWS = 200;

/** The same for the same list, whatever the order of its parts. */
export function listKey(input: ListInput): string {
  const parts = Object.entries(input)
    .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(parts);
}

/** For the query string; undefined parts left out. */
export const queryOf = (input: ListInput): ListQuery =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as ListQuery;
