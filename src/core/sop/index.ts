export { createProcedures, STANDARD_PACK } from "./create-procedures.ts";
export type { Bilingual, Procedure, Procedures } from "./procedure.ts";
export { publishShipped } from "./publish-shipped.ts";
export { listCalendars, updateCalendar, type StoredCalendar } from "./sop-store.ts";
