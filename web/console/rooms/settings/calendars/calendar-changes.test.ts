import { expect, test } from "vitest";
import type { CalendarShape } from "../../../../../src/contract/procedure-routes.ts";
import { calendarChanges } from "./calendar-changes.ts";

const day = [{ from: 540, to: 1080 }];
const calendar: CalendarShape = {
  id: "office",
  name: { zh: "办公", en: "Office" },
  zone: "Asia/Shanghai",
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
  exceptions: [{ from: "2026-10-01", to: "2026-10-07", shifts: [], name: { zh: "国庆", en: "National Day" } }],
  version: 1,
};

test("what a version changed is told apart; one that moved a holiday took one away and added one", () => {
  const moved = { ...calendar, exceptions: calendar.exceptions.map((one) => ({ ...one, from: "2026-10-02" })) };
  expect(calendarChanges(calendar, moved)).toEqual({ added: 1, removed: 1, week: false, name: false });
  const weekend = { ...calendar, weekly: { ...calendar.weekly, sat: day }, zone: "UTC" };
  expect(calendarChanges(calendar, weekend)).toEqual({ added: 0, removed: 0, week: true, name: true });
  expect(calendarChanges(null, calendar)).toEqual({ added: 0, removed: 0, week: false, name: false });
});
