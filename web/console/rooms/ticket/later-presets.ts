const HOUR_MS = 3_600_000;
const MORNING_HOUR = 9;
const MONDAY = 1;
const DAYS_A_WEEK = 7;

export type LaterName = "in_an_hour" | "in_four_hours" | "tomorrow" | "next_monday";

/** Moments people put things off to; mornings are nine o'clock where the person is. */
export function laterPresets(now: Date): { name: LaterName; at: Date }[] {
  const morning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING_HOUR);
  const toMonday = (MONDAY - now.getDay() + DAYS_A_WEEK) % DAYS_A_WEEK || DAYS_A_WEEK;
  return [
    { name: "in_an_hour", at: new Date(now.getTime() + HOUR_MS) },
    { name: "in_four_hours", at: new Date(now.getTime() + 4 * HOUR_MS) },
    { name: "tomorrow", at: morning(1) },
    { name: "next_monday", at: morning(toMonday) },
  ];
}
