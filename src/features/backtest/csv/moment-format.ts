import { instantOf } from "../../../domain/time/zone.ts";

/** Reads one way of writing a moment; null where the text is not written so, or names no moment of the calendar. */
export type ReadMoment = (text: string) => number | null;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `name` of a part, and what it looks like. Longer ones stand first, so that `MMM` is not read as `MM`. */
const PARTS: readonly (readonly [token: string, part: string, pattern: string])[] = [
  ["yyyy", "year", "(\\d{4})"],
  ["yy", "yearOfCentury", "(\\d{2})"],
  ["MMM", "monthName", "([A-Za-z]{3,9})"],
  ["MM", "month", "(\\d{2})"],
  ["M", "month", "(\\d{1,2})"],
  ["dd", "day", "(\\d{2})"],
  ["d", "day", "(\\d{1,2})"],
  ["HH", "hour", "(\\d{2})"],
  ["H", "hour", "(\\d{1,2})"],
  ["hh", "hour12", "(\\d{2})"],
  ["h", "hour12", "(\\d{1,2})"],
  ["mm", "minute", "(\\d{2})"],
  ["ss", "second", "(\\d{2})"],
  ["SSS", "fraction", "(\\d{1,9})"],
  ["a", "half", "(AM|PM|am|pm|上午|下午)"],
  ["X", "offset", "(Z|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})"],
];

const DIGITS_OF_MS = 13;

const ISO_PARTS = ["year", "month", "day", "hour", "minute", "second", "fraction", "offset"];
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * `yyyy-MM-dd HH:mm:ss.SSS`, with M, d, H, h and a, MMM, X for an offset, words in apostrophes; also `iso`, `epoch_s` and
 * `epoch_ms`. A wall-clock reading without an offset is one of the zone's. @returns null for no format
 */
export function compileMomentFormat(format: string, zone: string): ReadMoment | null {
  if (format === "iso") return reader(ISO_PARTS, ISO, zone);
  if (format === "epoch_s")
    return (text) => (/^\d{9,11}(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1_000) : null);
  if (format === "epoch_ms") return (text) => (/^\d+$/.test(text) && text.length <= DIGITS_OF_MS ? Number(text) : null);
  return compilePattern(format, zone);
}

function compilePattern(format: string, zone: string): ReadMoment | null {
  const parts: string[] = [];
  let pattern = "";
  for (let rest = format; rest !== "";) {
    const quoted = /^'([^']*)'/.exec(rest);
    const known = PARTS.find(([token]) => rest.startsWith(token));
    if (known) parts.push(known[1]);
    pattern += known ? known[2] : escaped(quoted ? (quoted[1] as string) : (rest[0] as string));
    rest = rest.slice(quoted ? quoted[0].length : known ? known[0].length : 1);
  }
  if (!parts.some((part) => part.startsWith("year")) || !parts.includes("day")) return null;
  return reader(parts, new RegExp(`^${pattern}$`), zone);
}

function reader(parts: readonly string[], expression: RegExp, zone: string): ReadMoment {
  const toInstant = wallClock(zone);
  return (text) => {
    const match = expression.exec(text);
    return match ? momentOf(parts, match, toInstant) : null;
  };
}

const escaped = (sign: string) => sign.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

function momentOf(parts: readonly string[], match: RegExpExecArray, toInstant: (wall: number) => number) {
  const read: Record<string, string | undefined> = {};
  for (const [index, part] of parts.entries()) read[part] = match[index + 1];
  const number = (part: string) => Number(read[part] ?? 0);
  const month = read["monthName"] ? MONTHS.indexOf(read["monthName"].slice(0, 3).toLowerCase()) + 1 : number("month");
  const day = number("day");
  const hour = hourOf(read);
  const [minute, second] = [number("minute"), number("second")];
  if (hour === null || hour > 23 || minute > 59 || second > 59) return null;
  const fraction = Math.floor(Number(`0.${read["fraction"] ?? 0}`) * 1_000);
  const wall = Date.UTC(
    read["yearOfCentury"] ? 2_000 + number("yearOfCentury") : number("year"),
    month - 1,
    day,
    hour,
    minute,
    second,
    fraction,
  );
  const date = new Date(wall);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offset = read["offset"];
  return offset === undefined ? toInstant(wall) : wall - offsetMs(offset);
}

function hourOf(read: Record<string, string | undefined>): number | null {
  if (read["hour12"] === undefined) return Number(read["hour"] ?? 0);
  const hour = Number(read["hour12"]);
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (/pm|下午/i.test(read["half"] ?? "") ? 12 : 0);
}

function offsetMs(offset: string): number {
  if (offset === "Z") return 0;
  const digits = offset.replace(/\D/g, "").padEnd(4, "0");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return (offset.startsWith("-") ? -minutes : minutes) * 60_000;
}

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const QUARTERS_KEPT_MAX = 200_000;

/** Wall clocks jump at quarters of an hour at the finest, so that one look-up serves each. */
function wallClock(zone: string): (wall: number) => number {
  const known = new Map<number, number>();
  return (wall) => {
    const quarter = Math.floor(wall / QUARTER_MS) * QUARTER_MS;
    let instant = known.get(quarter);
    if (instant === undefined) {
      const day = Math.floor(quarter / DAY_MS);
      instant = instantOf(zone, day, (quarter - day * DAY_MS) / 60_000);
      if (known.size >= QUARTERS_KEPT_MAX) known.clear();
      known.set(quarter, instant);
    }
    return instant + (wall - quarter);
  };
}
