import { Temporal } from "temporal-polyfill";
import { DAY_MS, MINUTE_MS } from "./calendar.ts";

/** A stretch of instants, `to` excluded, in which the zone keeps one offset; all in milliseconds. */
export type OffsetStretch = { from: number; to: number; offsetMs: number };

const NANOSECONDS_PER_MS = 1_000_000;

const at = (zone: string, ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);

const KEPT_MS = 64 * DAY_MS;
const KEPT_MAX = 20_000;

/** What was looked up of each zone, 64 days at a time: offsets never change while the program runs. */
const kept = new Map<string, Map<number, readonly OffsetStretch[]>>();
let keptCount = 0;

/** The offset of a zone at an instant, in ms; looked up once for 64 days. */
export function offsetAt(zone: string, ms: number): number {
  const number = Math.floor(ms / KEPT_MS);
  const stretches = kept.get(zone)?.get(number) ?? keep(zone, number);
  for (const { to, offsetMs } of stretches) if (ms < to) return offsetMs;
  return at(zone, Math.floor(ms)).offsetNanoseconds / NANOSECONDS_PER_MS;
}

function keep(zone: string, number: number): readonly OffsetStretch[] {
  const stretches = offsetStretches(zone, number * KEPT_MS, (number + 1) * KEPT_MS);
  if (keptCount >= KEPT_MAX) {
    kept.clear();
    keptCount = 0;
  }
  const ofZone = kept.get(zone) ?? new Map<number, readonly OffsetStretch[]>();
  kept.set(zone, ofZone.set(number, stretches));
  keptCount += 1;
  return stretches;
}

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
  const reading = dayNumber * DAY_MS + minute * MINUTE_MS;
  const before = offsetAt(zone, reading - DAY_MS);
  // No zone is more than a day from UTC: where the offset is the same on both sides, it is the one.
  if (before === offsetAt(zone, reading + DAY_MS) && before === offsetAt(zone, reading - before))
    return reading - before;
  const wall = Temporal.Instant.fromEpochMilliseconds(reading);
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
