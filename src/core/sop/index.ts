export { askRefold, continueRefold, REFOLD_JOB } from "./ask-refold.ts";
export { readCalendarBook } from "./calendar-book.ts";
export {
  listCalendars,
  listCalendarVersions,
  listOffers,
  lockCalendar,
  setShipped,
  updateCalendar,
  type CalendarVersion,
  type StoredCalendar,
} from "./calendar-store.ts";
export { composeVersion } from "./compose-version.ts";
export { createProcedures, draftProcedure } from "./create-procedures.ts";
export { putItem, takeItemAway, takeItemBack } from "./edit-layer.ts";
export type { LayerFinding } from "./layer-text.ts";
export { offeredExceptions } from "./offer-shipped-calendar.ts";
export type { PriorityDecision, Procedure, Procedures } from "./procedure.ts";
export { HELD_BACK_JOB, publishShipped } from "./publish-shipped.ts";
export { CALENDAR_FOLDER, readCalendars, SHIPPED_SOP } from "./read-packs.ts";
export { seesInClear } from "./sees-in-clear.ts";
export { STANDARD_PACK } from "./shipped-library.ts";
export { appendStep, listSteps, type NewStep } from "./trail-store.ts";
export {
  deleteVersion,
  findPublished,
  findVersion,
  insertDraft,
  listVersions,
  lockVersion,
  lockVersions,
  nextVersionNumber,
  writeCheck,
  writeLayer,
  writeProposal,
  writePublished,
  type Someone,
  type Version,
  type VersionHead,
} from "./version-store.ts";
export { writeSection } from "./write-section.ts";
export { placeIn } from "./yaml-places.ts";
