import { Temporal } from "temporal-polyfill";
import { DAY_MS, MINUTE_MS } from "./calendar.ts";

/** A stretch of instants, `to` excluded, in which the zone keeps one offset; all in milliseconds. */
export type OffsetStretch = { from: number; to: number; offsetMs: number };

const NANOSECONDS_PER_MS = 1_000_000;

const at = (zone: string, ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);

export const offsetAt = (zone: string, ms: number): number =>
  at(zone, Math.floor(ms)).offsetNanoseconds / NANOSECONDS_PER_MS;

/** The offsets of a zone over the instants from `from` to `to`, in order and without gaps. */
export function offsetStretches(zone: string, from: number, to: number): OffsetStretch[] {
  const stretches: OffsetStretch[] = [];
  let moment = at(zone, from);
  let start = from;
  while (start < to) {
    const next = moment.getTimeZoneTransition("next");
    const end = next ? Math.min(next.epochMilliseconds, to) : to;
    stretches.push({ from: start, to: end, offsetMs: moment.offsetNanoseconds / NANOSECONDS_PER_MS });
    if (!next) break;
    moment = next;
    start = end;
  }
  return stretches;
}

/** The instant at which the zone's wall clock reads that minute of that day; a skipped reading is taken after the gap, a repeated one at its first time. */
export function instantOf(zone: string, dayNumber: number, minute: number): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(dayNumber * DAY_MS + minute * MINUTE_MS);
  return wall.toZonedDateTimeISO("UTC").toPlainDateTime().toZonedDateTime(zone).epochMilliseconds;
}

/** Days since 1970-01-01 of an ISO date; null if it is none. */
export function dayNumberOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  try {
    return Temporal.PlainDate.from(date).toZonedDateTime("UTC").epochMilliseconds / DAY_MS;
  } catch {
    return null;
  }
}

export function isZone(zone: string): boolean {
  try {
    at(zone, 0);
    return true;
  } catch {
    return false;
  }
}
