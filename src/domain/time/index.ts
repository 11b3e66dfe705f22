export { alwaysOpen, HOUR_MS, MINUTE_MS, WEEKDAYS } from "./calendar.ts";
export type { DatedException, Shift, Weekday, WorkingCalendar } from "./calendar.ts";
export { isTooFarAhead } from "./planned-ahead.ts";
export { compileCalendar, type CompiledCalendar } from "./compile-calendar.ts";
export { parseDuration, parseMinuteOfDay, parseShift } from "./duration.ts";
export {
  addWorkingTime,
  closureNames,
  nextDailyMoment,
  nextOpening,
  openStretches,
  workingTimeBetween,
} from "./working-time.ts";
