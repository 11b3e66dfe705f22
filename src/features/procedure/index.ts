import {
  changeCalendar as changeCalendarRoute,
  getProcedure,
  leaveOffer as leaveOfferRoute,
  listCalendars as listCalendarsRoute,
  listCalendarVersions as listVersionsRoute,
  restoreCalendar as restoreRoute,
  takeOffer as takeOfferRoute,
} from "../../contract/procedure-routes.ts";
import { handle, numberOf, type StaffSession } from "../../core/staff/index.ts";
import {
  listCalendars,
  listCalendarVersions,
  listOffers,
  offeredExceptions,
  REFOLD_JOB,
} from "../../core/sop/index.ts";
import type { WorkingCalendar } from "../../domain/time/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import type { JobHandlers } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import {
  changeCalendar,
  leaveOffer,
  presentCalendar,
  presentCalendarVersion,
  restoreCalendar,
  takeOffer,
} from "./change-calendar.ts";
import { refoldRunning, type RefoldDeps } from "./refold-running.ts";
import { showProcedure } from "./show-procedure.ts";

/** The published procedure for the console, and the working calendars of its promises. */
export const procedureFeature = (deps: RefoldDeps): { routes: HttpRoute<StaffSession>[]; jobs: JobHandlers } => ({
  routes: [
    handle(getProcedure, async ({ tx }) => showProcedure(await deps.desk.procedures.published(tx))),
    ...calendarRoutes(),
    ...offerRoutes(),
  ],
  jobs: { [REFOLD_JOB]: (payload) => refoldRunning(deps, payload as { calendarId: string; after?: string }) },
});

const calendarRoutes = () => [
  handle(listCalendarsRoute, async ({ tx }) => ({ items: await calendarsOf(tx) })),
  handle(changeCalendarRoute, ({ tx, session, ip, now, params, body }) => {
    const { reason, ...calendar } = body;
    return changeCalendar({ tx, session, ip, now }, { ...calendar, id: params.calendarId }, reason);
  }),
  handle(listVersionsRoute, async ({ tx, params, query }) => {
    const page = { before: numberOf(query.cursor), limit: query.limit + 1 };
    const versions = await listCalendarVersions(tx, params.calendarId, page);
    const items = versions.slice(0, query.limit).map(presentCalendarVersion);
    const last = items.at(-1)?.calendar.version;
    return { items, nextCursor: versions.length > query.limit ? String(last) : null };
  }),
  handle(restoreRoute, ({ tx, session, ip, now, params, body }) =>
    restoreCalendar({ tx, session, ip, now }, { ...body, calendarId: params.calendarId, restored: params.version }),
  ),
];

const offerRoutes = () => [
  handle(takeOfferRoute, ({ tx, session, ip, now, params, body }) =>
    takeOffer({ tx, session, ip, now }, { ...body, ...params }),
  ),
  handle(leaveOfferRoute, ({ tx, session, ip, now, params }) =>
    leaveOffer({ tx, session, ip, now }, params.calendarId),
  ),
];

async function calendarsOf(tx: Tx) {
  const offers = await listOffers(tx);
  return (await listCalendars(tx)).map((stored) => {
    const offer = offers.get(stored.id);
    const offered = offer ? offeredExceptions(stored.definition as WorkingCalendar, offer) : [];
    const calendar = presentCalendar(stored);
    return { ...calendar, offered: structuredClone(offered) as typeof calendar.exceptions };
  });
}
