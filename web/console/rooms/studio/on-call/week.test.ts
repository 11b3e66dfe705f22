import { expect, test } from "vitest";
import { dayAfter } from "../../../../ui/time/wall-clock.ts";
import { copiesOf, gapsOf, lanesOf, mondayOf, type Duty } from "./week.ts";

const duty = (id: string, startsAt: string, endsAt: string): Duty => ({
  id,
  rosterId: "ops",
  person: { id: "p", name: "周工" },
  startsAt: `2026-03-${startsAt}:00.000Z`,
  endsAt: `2026-03-${endsAt}:00.000Z`,
});
const at = (text: string) => Date.parse(`2026-03-${text}:00Z`);

test("a week begins on its Monday, across months too", () => {
  expect([mondayOf("2026-03-01"), mondayOf("2026-03-02"), dayAfter("2026-02-28", 1)]).toEqual([
    "2026-02-23",
    "2026-03-02",
    "2026-03-01",
  ]);
});

test("REQ: HA-20 times without anybody are found, also between two duties and at both ends", () => {
  const duties = [
    duty("b", "02T12:00", "02T18:00"),
    duty("a", "02T02:00", "02T13:00"),
    duty("c", "02T20:00", "03T00:00"),
  ];
  const gaps = gapsOf(duties, { from: at("02T00:00"), to: at("03T00:00") });
  expect(gaps).toEqual([
    { from: at("02T00:00"), to: at("02T02:00") },
    { from: at("02T18:00"), to: at("02T20:00") },
  ]);
  expect(gapsOf([], { from: 1, to: 5 })).toEqual([{ from: 1, to: 5 }]);
  expect(gapsOf([duty("x", "01T00:00", "09T00:00")], { from: at("02T00:00"), to: at("03T00:00") })).toEqual([]);
});

test("duties that overlap lie in rows of their own", () => {
  const lanes = lanesOf([
    duty("a", "02T00:00", "02T12:00"),
    duty("b", "02T06:00", "02T18:00"),
    duty("c", "02T12:00", "02T20:00"),
  ]);
  expect(lanes.map((lane) => lane.map(({ id }) => id))).toEqual([["a", "c"], ["b"]]);
});

test("last week is copied once; what is there already is not doubled", () => {
  const before = [duty("a", "02T00:00", "02T12:00"), duty("b", "03T00:00", "03T12:00")];
  const now = [duty("c", "09T00:00", "09T12:00")];
  const copies = copiesOf({ before, now, shiftMs: 7 * 86_400_000 });
  expect(copies.map(({ startsAt }) => startsAt)).toEqual(["2026-03-10T00:00:00.000Z"]);
});
