export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A stretch of time in the two largest units that matter: 45 s · 12 min · 3 h 20 min · 2 d 4 h. */
export type Span =
  | { unit: "seconds"; seconds: number }
  | { unit: "minutes"; minutes: number }
  | { unit: "hours"; hours: number; minutes: number }
  | { unit: "days"; days: number; hours: number };

/** Never overstates: 12 min 59 s are 12 minutes. */
export function spanOf(lengthMs: number): Span {
  const ms = Math.max(0, lengthMs);
  if (ms < MINUTE_MS) return { unit: "seconds", seconds: Math.floor(ms / 1000) };
  if (ms < HOUR_MS) return { unit: "minutes", minutes: Math.floor(ms / MINUTE_MS) };
  if (ms < DAY_MS)
    return { unit: "hours", hours: Math.floor(ms / HOUR_MS), minutes: Math.floor((ms % HOUR_MS) / MINUTE_MS) };
  return { unit: "days", days: Math.floor(ms / DAY_MS), hours: Math.floor((ms % DAY_MS) / HOUR_MS) };
}
