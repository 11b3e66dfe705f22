import { dayAfter, localDay, midnightOf } from "../../../../ui/time/wall-clock.ts";
import type { DayEnds } from "./group-rows.ts";

const DAYS_A_WEEK = 7;

/** When today, tomorrow and this week (until Sunday) end in a time zone; milliseconds since the epoch. */
export function dayEndsOf(now: number, timeZone: string): DayEnds {
  const today = localDay(now, timeZone);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || DAYS_A_WEEK;
  const endIn = (days: number) => midnightOf(dayAfter(today, days), timeZone);
  return { today: endIn(1), tomorrow: endIn(2), week: endIn(DAYS_A_WEEK + 1 - weekday) };
}
