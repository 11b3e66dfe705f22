import { afterEach, expect, test, vi } from "vitest";
import { askEarly } from "../../../ui/api/asked-early.ts";
import { firstAddresses } from "../../first-paint/first-addresses.ts";
import { beginWithRows } from "./begin-with-rows.ts";
import { ticketList } from "./list/ticket-list.ts";

afterEach(() => vi.unstubAllGlobals());

const rows = () => Response.json({ items: [{ id: "id1", number: 1 }], nextCursor: null });

/** As the script before the first paint does it. */
function askedBefore(search: string, answer: Promise<Response>) {
  const asked = vi.fn<typeof fetch>(() => answer);
  vi.stubGlobal("fetch", asked);
  for (const address of firstAddresses({ pathname: "/inbox", search })) askEarly(address, {});
  asked.mockClear();
  return asked;
}

test("rows that came with the scripts stand when the page is drawn first, and are asked for no second time", async () => {
  const asked = askedBefore("?view=team", Promise.resolve(rows()));
  await Promise.resolve();
  await beginWithRows({ view: "team" }, "li");
  const list = ticketList({ view: "team", sort: "due" }, "li");
  expect(list.state.get()).toMatchObject({ phase: "ready", rows: [{ id: "id1" }] });
  await list.open();
  expect(asked).not.toHaveBeenCalled();
});

test("the page does not wait for rows that are still on their way, nor for those of a saved view or of words", async () => {
  const asked = askedBefore("?view=all", new Promise(() => undefined));
  await beginWithRows({ view: "all" }, "li");
  await beginWithRows({ view: "all", q: "x" }, "li");
  await beginWithRows({ view: "0198b2a0-0000-7000-8000-000000000000" }, "li");
  expect(ticketList({ view: "all", sort: "recent" }, "li").state.get().phase).toBe("loading");
  expect(asked).not.toHaveBeenCalled();
});
