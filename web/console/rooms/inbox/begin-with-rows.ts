import { listTickets, VIEWS } from "../../../../src/contract/ticket-list-routes.ts";
import { addressOf } from "../../../ui/api/address-of.ts";
import { isAnswered } from "../../../ui/api/asked-early.ts";
import { keptLook, keptView, lookOf } from "./kept-look.ts";
import { FIRST_PAGE_ROWS, queryOf } from "./list/list-input.ts";
import { ticketList } from "./list/ticket-list.ts";
import type { InboxSearch } from "./use-place.ts";

/**
 * Waits for the rows of the first list when they have come while the scripts were on their way, so that the page is drawn once,
 * with them; otherwise it stands at once and they come in.
 */
export async function beginWithRows(search: InboxSearch, personId: string): Promise<void> {
  const name = search.view ?? keptView();
  const view = VIEWS.find((one) => one === name);
  if (!view || search.q !== undefined) return;
  const input = { view, sort: lookOf(search, keptLook(name)).sort };
  const address = addressOf(listTickets.path, {}, { ...queryOf(input), limit: FIRST_PAGE_ROWS });
  if (isAnswered(address)) await ticketList(input, personId).readAhead();
}
