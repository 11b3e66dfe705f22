import { localDay, midnightOf } from "../../inbox/list/day-ends.ts";

const MINUTE_MS = 60_000;

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
