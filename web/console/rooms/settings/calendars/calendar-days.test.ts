import { expect, test } from "vitest";
import type { CalendarShape } from "../../../../../src/contract/procedure-routes.ts";
import { daysLong, hoursOf, isOverNight, monthDays, shiftOf, weekdayAt } from "./calendar-days.ts";

const day = [{ from: 540, to: 1080 }];
const named = { zh: "国庆", en: "National Day" };
const calendar: CalendarShape = {
  id: "office",
  name: { zh: "办公", en: "Office" },
  zone: "Asia/Shanghai",
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
  exceptions: [
    { from: "2026-10-01", to: "2026-10-07", shifts: [], name: named },
    { from: "2026-10-10", to: "2026-10-10", shifts: day, name: named },
    { from: "2026-10-05", to: "2026-10-05", shifts: [{ from: 540, to: 720 }], name: named },
  ],
  version: 1,
};

test("holidays, make-up days and other hours are told apart; the later exception wins", () => {
  const kinds = Object.fromEntries(monthDays(calendar, 2026, 10).map(({ date, kind }) => [date.slice(8), kind]));
  expect(kinds).toMatchObject({ "01": "holiday", "03": "holiday", "05": "other_hours", "08": "work" });
  expect(kinds).toMatchObject({ "10": "make_up", "11": "rest", "31": "rest" });
});

test("a month has its own length and begins on its own weekday", () => {
  expect(monthDays(calendar, 2028, 2)).toHaveLength(29);
  expect([weekdayAt("2026-10-01"), weekdayAt("2026-10-05")]).toEqual([3, 0]);
});

test("an end before the beginning is on the next day; 00:00 to 00:00 is the whole day", () => {
  expect(shiftOf(1320, 360)).toEqual({ from: 1320, to: 1800 });
  expect([isOverNight(shiftOf(1320, 360)), isOverNight(shiftOf(540, 0))]).toEqual([true, false]);
  expect(hoursOf([shiftOf(0, 0)])).toBe(24);
});

test("an exception knows how long it lasts", () => {
  expect(calendar.exceptions.map(daysLong)).toEqual([7, 1, 1]);
  expect(daysLong({ from: "2026-10-01", to: null, shifts: [], name: named })).toBeNull();
});
