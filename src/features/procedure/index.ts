import {
  changeCalendar as changeCalendarRoute,
  getProcedure,
  listCalendars as listCalendarsRoute,
} from "../../contract/procedure-routes.ts";
import { handle, type StaffSession } from "../../core/staff/index.ts";
import { listCalendars, type Procedures } from "../../core/sop/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import { changeCalendar, showCalendar } from "./change-calendar.ts";
import { showProcedure } from "./show-procedure.ts";

/** The published procedure for the console, and the working calendars of its promises. */
export const procedureRoutes = (deps: { procedures: Procedures }): HttpRoute<StaffSession>[] => [
  handle(getProcedure, async ({ tx }) => showProcedure(await deps.procedures.published(tx))),
  handle(listCalendarsRoute, async ({ tx }) => ({ items: (await listCalendars(tx)).map(showCalendar) })),
  handle(changeCalendarRoute, ({ tx, session, ip, now, params, body }) =>
    changeCalendar(tx, { ...body, id: params.calendarId }, { session, ip, now }),
  ),
];
