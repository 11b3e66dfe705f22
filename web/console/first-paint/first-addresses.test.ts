import { afterEach, expect, test, vi } from "vitest";
import { meRoutes } from "../../../src/contract/staff-routes.ts";
import { listTickets } from "../../../src/contract/ticket-list-routes.ts";
import { call } from "../../ui/api/call.ts";
import { ticketList } from "../rooms/inbox/list/ticket-list.ts";
import { firstAddresses } from "./first-addresses.ts";

afterEach(() => vi.unstubAllGlobals());

/** What the inbox asks itself, by the same code that runs in the browser. */
async function askedByPage(input: Parameters<typeof ticketList>[0]): Promise<string[]> {
  const asked = vi.fn<typeof fetch>(async () => Response.json({ items: [], nextCursor: null }));
  vi.stubGlobal("fetch", asked);
  await call(meRoutes.show, {});
  await ticketList(input, crypto.randomUUID()).refresh();
  return asked.mock.calls.map(([address]) => String(address));
}

test("what is asked before the first paint is what the page asks", async () => {
  expect(firstAddresses({ pathname: "/inbox", search: "?view=team" })).toEqual(
    await askedByPage({ view: "team", sort: "due" }),
  );
  expect(firstAddresses({ pathname: "/", search: "" })).toEqual(await askedByPage({ view: "mine", sort: "due" }));
  expect(firstAddresses({ pathname: "/inbox/", search: "?view=all&group=priority&sort=oldest" })).toEqual(
    await askedByPage({ view: "all", sort: "priority" }),
  );
});

test("a saved view or words are left to the page, and other pages ask for themselves", () => {
  const saved = "0198b2a0-0000-7000-8000-000000000000";
  expect(firstAddresses({ pathname: "/inbox", search: `?view=${saved}` })).toEqual([meRoutes.show.path]);
  expect(firstAddresses({ pathname: "/inbox", search: "?q=x" })).toEqual([meRoutes.show.path]);
  expect(firstAddresses({ pathname: "/sign-in", search: "" })).toEqual([]);
  expect(firstAddresses({ pathname: "/inbox/17", search: "" })).toEqual([]);
  expect(listTickets.method).toBe("GET");
});
