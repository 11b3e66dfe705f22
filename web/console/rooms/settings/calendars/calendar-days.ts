import type { CalendarShape } from "../../../../../src/contract/procedure-routes.ts";

export type Shift = { from: number; to: number };
export type DatedException = CalendarShape["exceptions"][number];
export type Weekday = keyof CalendarShape["weekly"];
/** `work`, `rest`: as every week. The others come from an exception. */
export type DayKind = "work" | "rest" | "holiday" | "make_up" | "other_hours";
export type CalendarDay = { date: string; day: number; kind: DayKind; exceptionAt: number | null };

/** Monday first. */
export const WEEK: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_MS = 86_400_000;
const DAY_MINUTES = 1_440;

const two = (part: number) => String(part).padStart(2, "0");

/** 0 is Monday. */
export const weekdayAt = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** What each day of a month is under a calendar; `month` from 1. The last exception that names a day wins. */
export function monthDays(calendar: CalendarShape, year: number, month: number): CalendarDay[] {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Array.from({ length }, (_, at) => {
    const date = `${year}-${two(month)}-${two(at + 1)}`;
    const exceptionAt = calendar.exceptions.findLastIndex(
      ({ from, to }) => from <= date && (to === null || date <= to),
    );
    return { date, day: at + 1, ...kindOf(calendar, date, exceptionAt) };
  });
}

function kindOf(calendar: CalendarShape, date: string, exceptionAt: number): Pick<CalendarDay, "kind" | "exceptionAt"> {
  const weekly = calendar.weekly[WEEK[weekdayAt(date)] ?? "mon"];
  const exception = calendar.exceptions[exceptionAt];
  if (!exception) return { kind: weekly.length > 0 ? "work" : "rest", exceptionAt: null };
  if (exception.shifts.length === 0) return { kind: "holiday", exceptionAt };
  return { kind: weekly.length > 0 ? "other_hours" : "make_up", exceptionAt };
}

/** A shift as written: an end that is not after its beginning is on the next day. */
export const shiftOf = (from: number, to: number): Shift => ({ from, to: to <= from ? to + DAY_MINUTES : to });

export const isOverNight = ({ to }: Shift): boolean => to > DAY_MINUTES;

export const hoursOf = (shifts: readonly Shift[]): number =>
  Math.round((shifts.reduce((sum, { from, to }) => sum + to - from, 0) / 60) * 10) / 10;

/** How many days an exception lasts; null: for good. */
export const daysLong = ({ from, to }: DatedException): number | null =>
  to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
