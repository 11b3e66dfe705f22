import { describe, expect, test } from "vitest";
import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import { localDay, midnightOf } from "../../../../ui/time/wall-clock.ts";
import { dayEndsOf } from "./day-ends.ts";
import { dueGroup, groupRows } from "./group-rows.ts";
import { listKey, type ListInput } from "./list-input.ts";
import { takeIn } from "./order-rows.ts";

const row = (number: number, given: Partial<TicketRow> = {}): TicketRow =>
  ({
    id: `id${number}`,
    number,
    priority: "P2",
    lastMessageAt: `2026-03-01T00:00:${String(number).padStart(2, "0")}.000Z`,
    openedAt: "2026-03-01T00:00:00.000Z",
    nextDue: null,
    contact: { id: "c", name: "王伟" },
    organisation: null,
    ...given,
  }) as TicketRow;
const numbers = (rows: readonly TicketRow[]) => rows.map(({ number }) => number);
const input: ListInput = { view: "all", sort: "recent" };
const none = new Set<string>();

describe("rows that change while a list is on screen", () => {
  const rows = [row(9), row(8), row(7)];

  test("at the top a row moves to where it belongs now, and new ones come in", () => {
    const renewed = [row(7, { lastMessageAt: "2026-03-02T00:00:00.000Z" }), row(10)];
    const how = { input, inPlace: false, complete: true };
    expect(numbers(takeIn(rows, { renewed, gone: none }, how))).toEqual([7, 10, 9, 8]);
  });

  test("further down nothing moves under the reader's eyes; what left the view goes", () => {
    const renewed = [row(7, { lastMessageAt: "2026-03-02T00:00:00.000Z", subject: "新" })];
    const taken = takeIn(rows, { renewed, gone: new Set(["id8"]) }, { input, inPlace: true, complete: true });
    expect(numbers(taken)).toEqual([9, 7]);
    expect(taken[1]?.subject).toBe("新");
  });

  test("a row behind the last one read is left to its own page", () => {
    const change = { renewed: [row(3)], gone: none };
    expect(numbers(takeIn(rows, change, { input, inPlace: false, complete: false }))).toEqual([9, 8, 7]);
    expect(numbers(takeIn(rows, change, { input, inPlace: false, complete: true }))).toEqual([9, 8, 7, 3]);
  });

  test("by priority, then by what is due first; among closed tickets by the newest message", () => {
    const due = (at: string) => ({ nextDue: { metric: "m", lineId: "l", dueAt: at, warnAt: null } });
    const three = [
      row(1, { priority: "P1", ...due("2026-03-05T00:00:00.000Z") }),
      row(2, { priority: "P1", ...due("2026-03-04T00:00:00.000Z") }),
      row(3, { priority: "P0", ...due("2026-03-09T00:00:00.000Z") }),
    ];
    const order = (given: ListInput) =>
      numbers(takeIn(three, { renewed: [], gone: none }, { input: given, inPlace: false, complete: true }));
    expect(order({ view: "all", sort: "priority" })).toEqual([3, 2, 1]);
    expect(order({ view: "all", sort: "due" })).toEqual([2, 1, 3]);
    expect(order({ view: "all", sort: "priority", state: ["closed"] })).toEqual([3, 2, 1]);
    expect(order({ view: "all", sort: "due", state: ["closed"] })).toEqual([3, 2, 1]);
  });
});

describe("groups", () => {
  // Monday 2026-03-02 10:00 in Shanghai.
  const now = Date.parse("2026-03-02T02:00:00Z");
  const dayEnds = dayEndsOf(now, "Asia/Shanghai");

  test("by due: late, within the hour, today, tomorrow, this week, later", () => {
    const groups = ["02T01:59", "02T02:59", "02T15:59", "03T15:59", "08T15:59", "08T16:00"].map((at) =>
      dueGroup(`2026-03-${at}:00.000Z`, { now, dayEnds }),
    );
    expect(groups).toEqual(["late", "hour", "today", "tomorrow", "week", "later"]);
    expect(dueGroup(null, { now, dayEnds })).toBe("open_ended");
  });

  test("a day on which the clocks are changed ends at midnight all the same", () => {
    const before = dayEndsOf(Date.parse("2026-03-28T12:00:00Z"), "Europe/Berlin");
    expect(new Date(before.tomorrow).toISOString()).toBe("2026-03-29T22:00:00.000Z");
    const on = dayEndsOf(Date.parse("2026-03-29T12:00:00Z"), "Europe/Berlin");
    expect(new Date(on.today).toISOString()).toBe("2026-03-29T22:00:00.000Z");
  });

  test("a group whose rows are not all read yet says that its number grows", () => {
    const rows = ["P1", "P1", "P2"].map((priority, at) => row(at, { priority: priority as "P1" | "P2" }));
    const heads = (complete: boolean, by: "priority" | "customer") =>
      groupRows(rows, by, { now, dayEnds, complete }).flatMap((line) =>
        line.kind === "head" ? [[line.count, line.grows]] : [],
      );
    expect(heads(false, "priority")).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(heads(true, "priority")).toEqual([
      [2, false],
      [1, false],
    ]);
    expect(heads(false, "customer").every(([, grows]) => grows)).toBe(true);
    expect(heads(true, "customer").some(([, grows]) => grows)).toBe(false);
  });

  test("by customer rows of one page stand together; the next page does not move them", () => {
    const organisation = (at: number) => ({ organisation: { id: `o${at % 2}`, name: `公司${at % 2}` } });
    const rows = Array.from({ length: 64 }, (_, at) => row(at, organisation(at)));
    const heads = groupRows(rows, "customer", { now, dayEnds, complete: false }).filter((line) => line.kind === "head");
    expect(heads.map((head) => [head.key, head.count])).toEqual([
      ["head 0 公司0", 30],
      ["head 0 公司1", 30],
      ["head 1 公司0", 2],
      ["head 1 公司1", 2],
    ]);
    const first = groupRows(rows.slice(0, 60), "customer", { now, dayEnds, complete: false });
    expect(groupRows(rows, "customer", { now, dayEnds, complete: false }).slice(0, first.length)).toEqual(first);
  });
});

test("days begin at local midnight, also where clocks change that day", () => {
  expect(new Date(midnightOf("2026-03-29", "Europe/Berlin")).toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(new Date(midnightOf("2026-03-30", "Europe/Berlin")).toISOString()).toBe("2026-03-29T22:00:00.000Z");
  expect(localDay(Date.parse("2026-03-01T20:00:00Z"), "Asia/Shanghai")).toBe("2026-03-02");
});

test("the same list has the same key, whatever the order of its parts", () => {
  const one = listKey({ sort: "due", view: "mine", tag: [] });
  expect(one).toBe(listKey({ view: "mine", sort: "due" }));
  expect(one).not.toBe(listKey({ view: "mine", sort: "recent" }));
});
