import { z } from "zod";
import { TICKET_KINDS } from "../domain/ticket/vocabulary.ts";
import { FIELD_TYPES } from "../domain/sop/index.ts";
import { bilingual, id, instant, NAME_CHARS_MAX, pageOf, pageQuery, REASON_CHARS_MAX } from "./common.ts";
import { defineRoute } from "./route.ts";

const tag = "procedure";
const EXCEPTIONS_MAX = 2_000;
const SHIFTS_A_DAY_MAX = 12;
const MINUTES_MAX = 2 * 24 * 60;

const category = z.object({
  /** A path: `fault.software.crash`. */
  id: z.string(),
  name: bilingual,
  definition: bilingual,
  examples: z.array(bilingual),
  level: z.number().int(),
});

const field = z.object({
  id: z.string(),
  label: bilingual,
  help: bilingual.nullable(),
  type: z.enum(FIELD_TYPES),
  required: z.boolean(),
  requiredWhen: z.object({ field: z.string(), is: z.array(z.string()) }).nullable(),
  options: z.array(z.object({ id: z.string(), label: bilingual })),
  charsMax: z.number(),
  prefill: z.string().nullable(),
  computed: z.string().nullable(),
});

export const formShape = z.object({
  id: z.string(),
  title: bilingual,
  audience: z.enum(["customer", "staff"]),
  fields: z.array(field),
});
export type FormShape = z.output<typeof formShape>;

/** What the console shows of the published procedure: names of categories, forms to fill, promises. */
export const procedureShape = z.object({
  sopVersionId: z.string(),
  name: bilingual,
  kinds: z.array(z.object({ id: z.enum(TICKET_KINDS), name: bilingual, definition: bilingual })),
  categories: z.array(category),
  tags: z.array(z.object({ id: z.string(), name: bilingual })),
  forms: z.array(formShape),
  promises: z.array(z.object({ id: z.string(), metric: z.string(), title: bilingual, source: z.string() })),
  steps: z.array(z.object({ id: z.string(), title: bilingual })),
  authorities: z.array(z.object({ id: z.string(), what: bilingual })),
});
export type ProcedureShape = z.output<typeof procedureShape>;

export const getProcedure = defineRoute({
  id: "procedure.show",
  method: "GET",
  path: "/api/v1/procedure",
  access: "signed_in",
  tag,
  summary: "The published procedure: kinds, categories, tags, forms and promises",
  response: procedureShape,
});

const day = z.iso.date();
/** Minutes from local midnight; above 1440 on the next day. */
const shift = z.object({
  from: z.number().int().min(0).max(MINUTES_MAX),
  to: z.number().int().min(0).max(MINUTES_MAX),
});
const shifts = z.array(shift).max(SHIFTS_A_DAY_MAX);

const exception = z.object({ from: day, to: day.nullable(), shifts, name: bilingual });

export const calendarShape = z.object({
  id: z.string(),
  name: z.object({
    zh: z.string().trim().min(1).max(NAME_CHARS_MAX),
    en: z.string().trim().min(1).max(NAME_CHARS_MAX),
  }),
  zone: z.string().max(100),
  weekly: z.object({ mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts, sat: shifts, sun: shifts }),
  exceptions: z.array(exception).max(EXCEPTIONS_MAX),
  version: z.number().int(),
});
const calendarParams = z.object({ calendarId: z.string().max(100) });
const changeReason = z.string().trim().max(REASON_CHARS_MAX).default("");
export type CalendarShape = z.output<typeof calendarShape>;

export const listCalendars = defineRoute({
  id: "calendars.list",
  method: "GET",
  path: "/api/v1/calendars",
  access: "settings.read",
  tag,
  summary:
    "Working calendars with their holidays and make-up days, and those that ship since and are not taken over yet",
  response: z.object({ items: z.array(calendarShape.extend({ offered: z.array(exception) })) }),
});

export const changeCalendar = defineRoute({
  id: "calendars.change",
  method: "PUT",
  path: "/api/v1/calendars/:calendarId",
  access: "sop.write",
  tag,
  summary: "Change a working calendar: a new version of it; promises that run by it are computed anew soon after",
  params: calendarParams,
  body: calendarShape.omit({ id: true }).extend({ reason: changeReason }),
  response: calendarShape,
});

const calendarVersion = z.object({
  calendar: calendarShape,
  at: instant,
  /** null: it came with a release. */
  by: z.object({ id, name: z.string() }).nullable(),
  reason: z.string(),
});
export type CalendarVersionShape = z.output<typeof calendarVersion>;

export const listCalendarVersions = defineRoute({
  id: "calendars.versions",
  method: "GET",
  path: "/api/v1/calendars/:calendarId/versions",
  access: "settings.read",
  tag,
  summary: "Every version of a working calendar, the newest first: who, when, why",
  params: calendarParams,
  query: pageQuery,
  response: pageOf(calendarVersion),
});

/** The version of the calendar that the caller saw. */
const seen = z.object({ version: z.number().int(), reason: changeReason });

export const restoreCalendar = defineRoute({
  id: "calendars.restore",
  method: "POST",
  path: "/api/v1/calendars/:calendarId/versions/:version/restoration",
  access: "sop.write",
  tag,
  summary: "Make an older version of a working calendar the newest again",
  params: calendarParams.extend({ version: z.coerce.number().int().min(1).max(2_000_000_000) }),
  body: seen,
  response: calendarShape,
});

export const takeOffer = defineRoute({
  id: "calendars.offer.take",
  method: "POST",
  path: "/api/v1/calendars/:calendarId/offer",
  access: "sop.write",
  tag,
  summary: "Take over the holidays and make-up days that ship since; the desk's own days stay",
  params: calendarParams,
  body: seen,
  response: calendarShape,
});

export const leaveOffer = defineRoute({
  id: "calendars.offer.leave",
  method: "DELETE",
  path: "/api/v1/calendars/:calendarId/offer",
  access: "sop.write",
  tag,
  summary: "Leave what ships since; it is not offered again",
  params: calendarParams,
});
