import pg from "pg";

const TIMESTAMPTZ = 1184;
const parsed = pg.types.getTypeParser(TIMESTAMPTZ) as (text: string) => Date;
const IN_UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;
const SECONDS_END = 19;
const ZONE_CHARS = 3;
const FRACTION_CHARS = 4;

/**
 * A moment as PostgreSQL writes it (`2026-03-01 08:00:00.5+00`) as the API answers it (`2026-03-01T08:00:00.500Z`). A list has
 * hundreds of them: where the session speaks UTC the letters are put in place, without a date in between.
 */
export function instantOf(text: string): string {
  if (!IN_UTC.test(text)) return parsed(text).toISOString();
  const fraction = text.slice(SECONDS_END, -ZONE_CHARS) || ".";
  return `${text.slice(0, 10)}T${text.slice(11, SECONDS_END)}${fraction.slice(0, FRACTION_CHARS).padEnd(FRACTION_CHARS, "0")}Z`;
}
