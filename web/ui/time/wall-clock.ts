const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** `2026-03-02T09:00`: what the clock on the wall reads in a time zone. */
export function clockOf(at: number, timeZone: string): string {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${localDay(at, timeZone)}T${time.format(at)}`;
}

/** The moment at which the wall clock reads that; a reading that a change of clocks skips is taken after it. */
export function momentOf(wall: string, timeZone: string): number {
  const [day = "", time = "00:00"] = wall.split("T");
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const guess = midnightOf(day, timeZone) + (hours * 60 + minutes) * MINUTE_MS;
  const read = clockOf(guess, timeZone);
  const off = Date.parse(`${wall}:00Z`) - Date.parse(`${read}:00Z`);
  const mended = guess + off;
  return clockOf(mended, timeZone) === wall ? mended : Math.max(guess, mended);
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

/** The day (`2026-03-02`) so many days later. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, day.length);

/** To the minute, as zones have been for a century. */
const offsetMs = (at: number, timeZone: string) =>
  Date.parse(`${clockOf(at, timeZone)}:00Z`) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
