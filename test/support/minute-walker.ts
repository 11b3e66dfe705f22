import { WEEKDAYS, type WorkingCalendar } from "../../src/domain/time/index.ts";

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const WALKED_MINUTES_MAX = 20_000;

const offsets = new Map<string, number>();

/** The zone's offset as Intl tells it, read once a quarter of an hour. */
function intlOffset(zone: string, at: number): number {
  const quarter = Math.floor(at / QUARTER) * QUARTER;
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(quarter);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"));
  offsets.set(key, wall - quarter);
  return wall - quarter;
}

/** Reads the wall clock and looks whether a shift of that date, or of the evening before, covers it. */
function opensAt(calendar: WorkingCalendar, at: number): boolean {
  const wall = new Date(at + intlOffset(calendar.zone, at));
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  const yesterday = new Date(wall.getTime() - 24 * 60 * MINUTE);
  const covers = (date: Date, reading: number) =>
    shiftsOf(calendar, date).some(({ from, to }) => from <= reading && reading < to);
  return covers(wall, minute) || covers(yesterday, minute + 1440);
}

function shiftsOf(calendar: WorkingCalendar, date: Date) {
  const iso = date.toISOString().slice(0, 10);
  const exception = calendar.exceptions.findLast(({ from, to }) => from <= iso && (to === null || iso <= to));
  return exception?.shifts ?? calendar.weekly[WEEKDAYS[(date.getUTCDay() + 6) % 7] ?? "mon"];
}

/** Open milliseconds between two whole minutes. */
export function slowlyMeasured(calendar: WorkingCalendar, from: number, to: number): number {
  let open = 0;
  for (let at = from; at < to; at += MINUTE) if (opensAt(calendar, at)) open += MINUTE;
  return open;
}

/** The moment by which so many open minutes have passed; null when it is not within two weeks. */
export function slowlyAdded(calendar: WorkingCalendar, from: number, minutes: number): number | null {
  let remaining = minutes;
  for (let step = 0; step < WALKED_MINUTES_MAX; step++) {
    const at = from + step * MINUTE;
    if (opensAt(calendar, at) && --remaining === 0) return at + MINUTE;
  }
  return null;
}
