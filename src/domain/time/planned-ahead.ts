const DAY_MS = 86_400_000;

/** Nothing is put off or promised for later than in two years: a mistyped year would do it for good. */
const PLANNED_AHEAD_DAYS_MAX = 2 * 366;

/** Whether a moment that somebody chose is further from now than anything is planned; both in epoch ms. */
export const isTooFarAhead = (at: number, now: number): boolean => at > now + PLANNED_AHEAD_DAYS_MAX * DAY_MS;
