const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** 540 → `09:00`; minutes above 1440 are read on the next day's clock, 1440 itself as `24:00`. */
export function clockText(minute: number): string {
  const shown = minute > DAY_MINUTES ? minute - DAY_MINUTES : minute;
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(shown / HOUR_MINUTES))}:${two(shown % HOUR_MINUTES)}`;
}

/** `09:00` → 540; `900` and `9：00` too; null for what is no time of a day. `24:00` is 1440. */
export function minuteOf(text: string): number | null {
  const match = /^(\d{1,2})[:：]?(\d{2})$/.exec(text.trim());
  if (!match) return null;
  const minute = Number(match[1]) * HOUR_MINUTES + Number(match[2]);
  return Number(match[2]) < HOUR_MINUTES && minute <= DAY_MINUTES ? minute : null;
}
