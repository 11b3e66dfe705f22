const HOUR_MS = 3_600_000;
const MORNING_HOUR = 9;
const MONDAY = 1;
const DAYS_A_WEEK = 7;

/** Until when tickets are put off; mornings are nine o'clock where the person is. */
export function snoozeMoments(now: Date): { name: "hour" | "afternoon" | "tomorrow" | "monday"; at: Date }[] {
  const morning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING_HOUR);
  const toMonday = (MONDAY - now.getDay() + DAYS_A_WEEK) % DAYS_A_WEEK || DAYS_A_WEEK;
  return [
    { name: "hour", at: new Date(now.getTime() + HOUR_MS) },
    { name: "afternoon", at: new Date(now.getTime() + 4 * HOUR_MS) },
    { name: "tomorrow", at: morning(1) },
    { name: "monday", at: morning(toMonday) },
  ];
}
