import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import { followChanges } from "./follow-changes.ts";
import { FIRST_PAGE_ROWS, PAGE_ROWS } from "./list-input.ts";
import { ticketList } from "./ticket-list.ts";

/** Tickets as a server would answer them: the newest message first, cursors are places. */
let stored: TicketRow[] = [];
let asked: URL[] = [];
let fails = false;
let views = 0;

const row = (number: number, second = number): TicketRow =>
  ({
    id: `id${number}`,
    number,
    lastMessageAt: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
    unread: true,
  }) as TicketRow;

const answer = (url: URL) => {
  const ids = url.searchParams.getAll("id");
  const sorted = stored
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .toSorted((a, b) => (a.lastMessageAt < b.lastMessageAt ? 1 : -1));
  const from = Number(url.searchParams.get("cursor") ?? 0);
  const limit = Number(url.searchParams.get("limit"));
  const items = sorted.slice(from, from + limit);
  return { items, nextCursor: from + limit < sorted.length ? String(from + limit) : null };
};

beforeEach(() => {
  vi.useFakeTimers();
  stored = Array.from({ length: 500 }, (_, number) => row(number));
  asked = [];
  fails = false;
  vi.stubGlobal("fetch", async (address: string) => {
    const url = new URL(address, "http://desk");
    asked.push(url);
    if (fails) throw new TypeError("network");
    return Response.json(answer(url));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const freshList = () => ticketList({ view: "all", sort: "recent", tag: [`test ${(views += 1)}`] }, "li");
const numbers = (list: ReturnType<typeof freshList>, count: number) =>
  list.state
    .get()
    .rows.slice(0, count)
    .map((each) => each.number);

test("pages join without gaps or doubles, also when a ticket came in between", async () => {
  const list = freshList();
  await list.refresh();
  expect(list.state.get().rows).toHaveLength(FIRST_PAGE_ROWS);
  stored.push(row(500));
  await Promise.all([list.readMore(), list.readMore()]);
  const { rows } = list.state.get();
  expect(rows).toHaveLength(FIRST_PAGE_ROWS + PAGE_ROWS - 1);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  await list.readUntil(10_000);
  expect(list.state.get()).toMatchObject({ cursor: null, rows: { length: 500 } });
});

test("a failure further down keeps what is read and can be tried again", async () => {
  const list = freshList();
  await list.refresh();
  fails = true;
  await list.readMore();
  expect(list.state.get()).toMatchObject({ reading: "failed", rows: { length: FIRST_PAGE_ROWS } });
  fails = false;
  await list.readMore();
  expect(list.state.get()).toMatchObject({ reading: "idle", rows: { length: FIRST_PAGE_ROWS + PAGE_ROWS } });
});

test("only rows in sight are asked for again when tickets change, many changes in one question", async () => {
  const list = freshList();
  await list.refresh();
  const follower = followChanges(list);
  follower.seen(["id499", "id498"]);
  asked = [];
  for (const id of ["id499", "id450", "id499"]) follower.changed(id);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.map((url) => url.searchParams.getAll("id"))).toEqual([["id499"]]);
  follower.seen(["id450"]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.at(-1)?.searchParams.getAll("id")).toEqual(["id450"]);
});

test("a new ticket comes in at the top, and waits while the reader is further down", async () => {
  const list = freshList();
  await list.refresh();
  const follower = followChanges(list);
  stored.push(row(500));
  follower.changed("id500");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(numbers(list, 2)).toEqual([500, 499]);
  follower.scrolled(900);
  stored.push(row(501));
  follower.changed("id501");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(numbers(list, 2)).toEqual([500, 499]);
  expect(list.state.get().held.map(({ number }) => number)).toEqual([501]);
  follower.scrolled(0);
  expect(numbers(list, 2)).toEqual([501, 500]);
  expect(list.state.get().held).toEqual([]);
});

test("a ticket that left the view, or the person's sight, leaves the list", async () => {
  const list = freshList();
  await list.refresh();
  const follower = followChanges(list);
  follower.seen(["id498"]);
  stored = stored.filter(({ id }) => id !== "id498");
  follower.changed("id498");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(numbers(list, 3)).toEqual([499, 497, 496]);
});

test("a list is found again as it was left", async () => {
  const list = freshList();
  await list.refresh();
  await list.readMore();
  expect(ticketList({ ...list.input }, "li")).toBe(list);
  await list.refresh();
  expect(list.state.get().rows).toHaveLength(FIRST_PAGE_ROWS + PAGE_ROWS);
});

test("another person at this browser finds nothing of it", async () => {
  const list = freshList();
  await list.refresh();
  expect(ticketList(list.input, "wang").state.get().rows).toEqual([]);
  expect(ticketList(list.input, "li").state.get().rows).toEqual([]);
});

test("after a lost connection every row is asked for again once it is in sight", async () => {
  const list = freshList();
  await list.refresh();
  const follower = followChanges(list);
  follower.seen(["id499", "id480"]);
  stored = stored.filter(({ id }) => id !== "id480");
  asked = [];
  follower.lost();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.map((url) => url.searchParams.getAll("id"))).toEqual([["id499", "id480"]]);
  expect(list.state.get().rows.some(({ id }) => id === "id480")).toBe(false);
});

test("what was read ahead is not read again by who opens it; the next visit reads anew, and so does one that comes late", async () => {
  const list = freshList();
  await list.readAhead();
  await list.open();
  expect(asked).toHaveLength(1);
  await list.open();
  expect(asked).toHaveLength(2);
  await list.readAhead();
  vi.advanceTimersByTime(6_000);
  await list.open();
  expect(asked).toHaveLength(4);
});
