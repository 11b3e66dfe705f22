import { dayAfter, localDay, momentOf } from "../../../ui/time/wall-clock.ts";

const HOUR_MS = 3_600_000;
const MORNING = "09:00";
const MONDAY = 1;
const DAYS_A_WEEK = 7;

export type LaterName = "in_an_hour" | "in_four_hours" | "tomorrow" | "next_monday";

/** Moments people put things off to; mornings are nine o'clock in the person's time zone. */
export function laterPresets(now: number, timeZone: string): { name: LaterName; at: Date }[] {
  const today = localDay(now, timeZone);
  const morning = (days: number) => new Date(momentOf(`${dayAfter(today, days)}T${MORNING}`, timeZone));
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const toMonday = (MONDAY - weekday + DAYS_A_WEEK) % DAYS_A_WEEK || DAYS_A_WEEK;
  return [
    { name: "in_an_hour", at: new Date(now + HOUR_MS) },
    { name: "in_four_hours", at: new Date(now + 4 * HOUR_MS) },
    { name: "tomorrow", at: morning(1) },
    { name: "next_monday", at: morning(toMonday) },
  ];
}
