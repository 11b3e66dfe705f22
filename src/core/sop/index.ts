export { createProcedures } from "./create-procedures.ts";
export type { Procedure, Procedures } from "./procedure.ts";
export { publishShipped } from "./publish-shipped.ts";
export { CALENDAR_FOLDER, readCalendars, SHIPPED_SOP } from "./read-packs.ts";
export { listCalendars, updateCalendar, type StoredCalendar } from "./sop-store.ts";
