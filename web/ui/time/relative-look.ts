import { DAY_MS, HOUR_MS, MINUTE_MS } from "./span.ts";

export type RelativeLook =
  | { words: "now" }
  | { words: "relative"; value: number; unit: "minute" | "hour" | "day" }
  | { words: "date" };

/** Just now, minutes, hours, days up to a week; then the date. */
export function relativeLook(at: number, now: number): RelativeLook {
  const distance = at - now;
  const size = Math.abs(distance);
  const signed = (unitMs: number) => Math.sign(distance) * Math.floor(size / unitMs);
  if (size < MINUTE_MS) return { words: "now" };
  if (size < HOUR_MS) return { words: "relative", value: signed(MINUTE_MS), unit: "minute" };
  if (size < DAY_MS) return { words: "relative", value: signed(HOUR_MS), unit: "hour" };
  if (size < 7 * DAY_MS) return { words: "relative", value: signed(DAY_MS), unit: "day" };
  return { words: "date" };
}
