import { z } from "zod";
import { accepted, refused, type Result } from "../domain/result.ts";
import { compileCalendar, parseShift, WEEKDAYS, type Shift, type WorkingCalendar } from "../domain/time/index.ts";
import { problemLines } from "./schema-problems.ts";

const text = z.string().trim().min(1).max(2_000);
const localText = z.strictObject({ zh: text, en: text });
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, "an id of small letters, digits and hyphens");
const date = z.iso.date();
const SHIFTS_A_DAY_MAX = 12;
const EXCEPTIONS_MAX = 2_000;

const shift = z.string().transform((given, context): Shift => {
  const parsed = parseShift(given);
  if (parsed) return parsed;
  context.addIssue({ code: "custom", message: `"${given}" is no shift like 09:00-12:00` });
  return z.NEVER;
});
const shifts = z.array(shift).max(SHIFTS_A_DAY_MAX);
const noShifts: Shift[] = [];

/** A year's statutory holidays: closed from one date to another, and weekend days worked for them (调休). */
const holidayYear = z.strictObject({
  id,
  source: text,
  closed: z.array(z.strictObject({ from: date, to: date, name: localText })).max(EXCEPTIONS_MAX),
  make_up: z.array(z.strictObject({ date, name: localText })).max(EXCEPTIONS_MAX),
});

const week = z.strictObject(
  Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, shifts.default(noShifts)])) as Record<
    (typeof WEEKDAYS)[number],
    z.ZodDefault<typeof shifts>
  >,
);

/** `exceptions` come after the holidays and win over them. */
const calendarFile = z.strictObject({
  id,
  name: localText,
  zone: z.string().max(100),
  weekly: week,
  holidays: z.array(id).default([]),
  make_up_shifts: shifts.default(noShifts),
  exceptions: z
    .array(z.strictObject({ from: date, to: date.nullable(), shifts, name: localText }))
    .max(EXCEPTIONS_MAX)
    .default([]),
});

export type NamedCalendar = WorkingCalendar & { name: { zh: string; en: string } };

/**
 * A calendar file with the holiday files it names, checked and put together.
 * Refuses `calendar_invalid` with `calendar` and `problem`: every fault with its place.
 */
export function parseCalendar(file: unknown, holidayFiles: readonly unknown[]): Result<NamedCalendar> {
  const parsed = calendarFile.safeParse(file);
  if (!parsed.success)
    return refused("calendar_invalid", { calendar: idOf(file), problem: problemLines(parsed.error, file).join("; ") });
  const { id: calendar, name, zone, weekly, holidays, make_up_shifts, exceptions } = parsed.data;
  const dated: WorkingCalendar["exceptions"][number][] = [];
  for (const wanted of holidays) {
    const year = holidayYear.safeParse(holidayFiles.find((candidate) => idOf(candidate) === wanted));
    if (!year.success)
      return refused("calendar_invalid", {
        calendar,
        problem: `${wanted}: ${problemLines(year.error, null).join("; ")}`,
      });
    for (const closed of year.data.closed) dated.push({ ...closed, shifts: noShifts });
    for (const day of year.data.make_up)
      dated.push({ from: day.date, to: day.date, shifts: make_up_shifts, name: day.name });
  }
  const built: NamedCalendar = { id: calendar, name, zone, weekly, exceptions: [...dated, ...exceptions] };
  const compiled = compileCalendar(built);
  return compiled.ok ? accepted(built) : compiled;
}

const idOf = (file: unknown): string =>
  typeof file === "object" && file !== null && "id" in file && typeof file.id === "string" ? file.id : "?";
