import { WEEKDAYS, type Shift, type WorkingCalendar } from "../../src/domain/time/index.ts";

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;
const WALKED_MINUTES_MAX = 20_000;

const offsets = new Map<string, Map<number, number>>();

/** The zone's offset as Intl tells it, read once a quarter of an hour. */
function intlOffset(zone: string, at: number): number {
  const quarter = Math.floor(at / QUARTER) * QUARTER;
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, ofZone);
  const known = ofZone.get(quarter);
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
  ofZone.set(quarter, wall - quarter);
  return wall - quarter;
}

/** Number of the local date since 1970, and the minute of the day that its clock on the wall reads. */
function wallAt(zone: string, at: number): { date: number; minute: number } {
  const wall = at + intlOffset(zone, at);
  const date = Math.floor(wall / DAY);
  return { date, minute: Math.floor((wall - date * DAY) / MINUTE) };
}

/** Reads a calendar minute by minute; what it looked up of a date it keeps. */
export type CalendarReader = {
  /** A shift of that date, or of the evening before, covers what the wall clock reads. */
  opensAt(at: number): boolean;
  /** The moment at which the wall clock reads that minute of a date on which a shift begins. */
  isDailyMoment(at: number, minute: number): boolean;
  dateOf(at: number): number;
};

export function calendarReader(calendar: WorkingCalendar): CalendarReader {
  const { zone } = calendar;
  const shifts = new Map<number, readonly Shift[]>();
  const shiftsOn = (date: number) => {
    const known = shifts.get(date) ?? shiftsOf(calendar, new Date(date * DAY));
    shifts.set(date, known);
    return known;
  };
  const covers = (date: number, reading: number) =>
    shiftsOn(date).some(({ from, to }) => from <= reading && reading < to);
  let last = { at: NaN, opens: false };
  return {
    opensAt: (at) => {
      if (last.at === at) return last.opens;
      const { date, minute } = wallAt(zone, at);
      last = { at, opens: covers(date, minute) || covers(date - 1, minute + 1440) };
      return last.opens;
    },
    isDailyMoment: (at, minute) => {
      const { date } = wallAt(zone, at);
      return readingsOf(zone, date)[minute] === at && shiftsOn(date).length > 0;
    },
    dateOf: (at) => wallAt(zone, at).date,
  };
}

const readings = new Map<string, readonly number[]>();

/** When the wall clock first reads each minute of a date; one that is skipped, when it would have, had nobody turned the clock. */
function readingsOf(zone: string, date: number): readonly number[] {
  const key = `${zone} ${date}`;
  const known = readings.get(key);
  if (known) return known;
  const first: number[] = [];
  let midnight: number | null = null;
  for (let at = (date - 1) * DAY; at < (date + 2) * DAY; at += MINUTE) {
    const wall = wallAt(zone, at);
    if (wall.date !== date) continue;
    midnight ??= at;
    first[wall.minute] ??= at;
  }
  const all = Array.from({ length: 1440 }, (_, minute) => first[minute] ?? (midnight ?? NaN) + minute * MINUTE);
  readings.set(key, all);
  return all;
}

function shiftsOf(calendar: WorkingCalendar, date: Date) {
  const iso = date.toISOString().slice(0, 10);
  const exception = calendar.exceptions.findLast(({ from, to }) => from <= iso && (to === null || iso <= to));
  return exception?.shifts ?? calendar.weekly[WEEKDAYS[(date.getUTCDay() + 6) % 7] ?? "mon"];
}

/** Open milliseconds between two whole minutes. */
export function slowlyMeasured(calendar: WorkingCalendar, from: number, to: number): number {
  const { opensAt } = calendarReader(calendar);
  let open = 0;
  for (let at = from; at < to; at += MINUTE) if (opensAt(at)) open += MINUTE;
  return open;
}

/** The moment by which so many open minutes have passed; null when it is not within two weeks. */
export function slowlyAdded(calendar: WorkingCalendar, from: number, minutes: number): number | null {
  const { opensAt } = calendarReader(calendar);
  let remaining = minutes;
  for (let step = 0; step < WALKED_MINUTES_MAX; step++) {
    const at = from + step * MINUTE;
    if (opensAt(at) && --remaining === 0) return at + MINUTE;
  }
  return null;
}
