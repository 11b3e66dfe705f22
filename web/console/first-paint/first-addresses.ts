import type { meRoutes } from "../../../src/contract/staff-routes.ts";
import type { listTickets, SORTS } from "../../../src/contract/ticket-list-routes.ts";
import { addressOf } from "../../ui/api/address-of.ts";
import { keptLook, keptView, lookOf } from "../rooms/inbox/kept-look.ts";
import type { Grouping } from "../rooms/inbox/list/group-rows.ts";
import { FIRST_PAGE_ROWS, queryOf, type ListInput } from "../rooms/inbox/list/list-input.ts";

// Types alone of the contract: its schemas are what the page waits for.
const ME: (typeof meRoutes)["show"]["path"] = "/api/v1/me";
const TICKETS: (typeof listTickets)["path"] = "/api/v1/tickets";
const DESK_VIEW = /^[a-z_]{1,30}$/;
/** As many letters as any order or grouping has. */
const NAME = /^[a-z]{1,20}$/;

/** What the inbox at this address asks before its first row stands. A saved view or words are left to the page. */
export function firstAddresses({ pathname, search }: { pathname: string; search: string }): string[] {
  if (pathname !== "/" && !/^\/inbox\/?$/.test(pathname)) return [];
  const asked = new URLSearchParams(search);
  const view = asked.get("view") ?? keptView();
  if (!DESK_VIEW.test(view) || asked.has("q")) return [ME];
  const { sort } = lookOf(
    { sort: named(asked.get("sort")) as (typeof SORTS)[number], group: named(asked.get("group")) as Grouping },
    keptLook(view),
  );
  const input: ListInput = { view: view as ListInput["view"], sort };
  return [ME, addressOf(TICKETS, {}, { ...queryOf(input), limit: FIRST_PAGE_ROWS })];
}

const named = (value: string | null): string | undefined => (value && NAME.test(value) ? value : undefined);
