import type { DayEnds } from "./group-rows.ts";

const DAY_MS = 86_400_000;
const DAYS_OF_WEEK = 7;

/** When today, tomorrow and this week (until Sunday) end in a time zone; milliseconds since the epoch. */
export function dayEndsOf(now: number, timeZone: string): DayEnds {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(now);
  const value = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "0";
  const sinceMidnightMs =
    ((Number(value("hour")) * 60 + Number(value("minute"))) * 60 + Number(value("second"))) * 1000;
  const today = Math.floor(now / 1000) * 1000 - sinceMidnightMs + DAY_MS;
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(value("weekday"));
  return { today, tomorrow: today + DAY_MS, week: today + (DAYS_OF_WEEK - 1 - Math.max(0, weekday)) * DAY_MS };
}

/** `2026-03-02`: the day that it is in a time zone. */
export function localDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

/** When a day (`2026-03-02`) begins in a time zone, in milliseconds since the epoch. */
export function midnightOf(day: string, timeZone: string): number {
  const guess = Date.parse(`${day}T00:00:00Z`);
  const first = guess - offsetMs(guess, timeZone);
  // The offset of the guess may be that of the other side of a change of clocks.
  return guess - offsetMs(first, timeZone);
}

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const value = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(
    value("year"),
    value("month") - 1,
    value("day"),
    value("hour"),
    value("minute"),
    value("second"),
  );
  return local - Math.floor(at / 1000) * 1000;
}
