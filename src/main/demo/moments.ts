import type { Priority } from "../../domain/ticket/index.ts";
import type { SeededRandom } from "./seeded-random.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const CHINA_AHEAD_MS = 8 * HOUR_MS;
const OFFICE = { from: 9 * HOUR_MS, to: 18 * HOUR_MS };
const AWAKE = { from: 8 * HOUR_MS, to: 21 * HOUR_MS };
/** Whoever is on duty for P0 and P1 is so much quicker. */
const DUTY_QUICKER = 4;

/** How a case is worked on: by its priority and kind, in office hours or at any. */
export type Pace = { priority: Priority; complaint: boolean; anyHour: boolean };

/** When the next thing happens, after the one before it. */
export type Wait = (from: number, pace: Pace, random: SeededRandom) => number;

const isDuty = ({ priority }: Pace) => priority === "P0" || priority === "P1";
const spread = (random: SeededRandom, min: number, max: number) => (min + random.share() * (max - min)) * MINUTE_MS;

/** So many working minutes of the office later; people on duty work at any hour. */
export const staff =
  (min: number, max: number): Wait =>
  (from, pace, random) => {
    const amount = spread(random, min, max);
    if (isDuty(pace)) return from + amount / DUTY_QUICKER;
    return pace.anyHour ? from + amount : addOfficeTime(from, amount);
  };

/** The first answer: as quick as its priority asks for, or `late` times that. */
export const firstAnswer =
  (late = 1): Wait =>
  (from, pace, random) => {
    if (pace.priority === "P0") return from + spread(random, 1.5, 4) * late;
    if (pace.priority === "P1") return from + spread(random, 3, 13) * late;
    const amount = (pace.complaint ? spread(random, 5, 27) : spread(random, 10, 55)) * late;
    return pace.anyHour ? from + amount : addOfficeTime(from, amount);
  };

/** The customer, so many minutes later, when he is awake. */
export const customer =
  (min: number, max: number): Wait =>
  (from, pace, random) => {
    const amount = spread(random, min, max);
    if (isDuty(pace)) return from + amount / DUTY_QUICKER;
    return pace.anyHour ? from + amount : whenAwake(from + amount);
  };

/** At whatever hour. */
export const after =
  (min: number, max: number): Wait =>
  (from, _pace, random) =>
    from + spread(random, min, max);

const dayOf = (at: number) => Math.floor((at + CHINA_AHEAD_MS) / DAY_MS);
const timeOf = (at: number) => (at + CHINA_AHEAD_MS) % DAY_MS;
const startOf = (day: number) => day * DAY_MS - CHINA_AHEAD_MS;
/** The epoch was a Thursday. */
const isWeekend = (day: number) => [2, 3].includes(((day % 7) + 7) % 7);

function addOfficeTime(from: number, amount: number): number {
  let at = inOffice(from);
  let left = amount;
  for (;;) {
    const room = startOf(dayOf(at)) + OFFICE.to - at;
    if (left < room) return at + left;
    left -= room;
    at = inOffice(at + room);
  }
}

/** The moment itself in office hours, else when the office opens next. */
export function inOffice(at: number): number {
  let day = dayOf(at);
  if (!isWeekend(day) && timeOf(at) >= OFFICE.from && timeOf(at) < OFFICE.to) return at;
  if (timeOf(at) >= OFFICE.to || isWeekend(day)) day += 1;
  while (isWeekend(day)) day += 1;
  return startOf(day) + OFFICE.from;
}

function whenAwake(at: number): number {
  const day = startOf(dayOf(at));
  if (timeOf(at) < AWAKE.from) return day + AWAKE.from + (at % (40 * MINUTE_MS));
  if (timeOf(at) >= AWAKE.to) return day + DAY_MS + AWAKE.from + (at % (40 * MINUTE_MS));
  return at;
}
