import type { LocalText } from "../local-text.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const DAY_MINUTES = 1440;

/** Monday first, as people here read a week. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Minutes from local midnight; `to` lies above 1440 when the shift ends on the next day (22:00–06:00 is 1320–1800). */
export type Shift = { from: number; to: number };

/**
 * Replaces the shifts that begin on the dates `from` to `to` (ISO, both included; `to: null` is for good). No shifts: closed.
 * A night shift belongs to the date on which it begins. A later exception wins over an earlier one.
 */
export type DatedException = { from: string; to: string | null; shifts: readonly Shift[]; name: LocalText };

/** When a team works. Open is every moment whose wall clock in `zone` reads a time within a shift. */
export type WorkingCalendar = {
  id: string;
  /** IANA name. */
  zone: string;
  weekly: Readonly<Record<Weekday, readonly Shift[]>>;
  exceptions: readonly DatedException[];
};

const ALL_DAY: readonly Shift[] = [{ from: 0, to: DAY_MINUTES }];

/** The calendar that never closes; the zone only decides when "daily at 17:00" is. */
export const alwaysOpen = (zone: string, id = "always"): WorkingCalendar => ({
  id,
  zone,
  weekly: { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY },
  exceptions: [],
});
