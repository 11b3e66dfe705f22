import type { ClockShape } from "../../../../../src/contract/ticket-shapes.ts";

/** What is due next stands first; what has no moment, as one that is paused, after it. */
export function soonestFirst<T extends Pick<ClockShape, "state" | "dueAt">>(clocks: readonly T[]): T[] {
  const moment = ({ state, dueAt }: T) => (state === "paused" || dueAt === null ? Infinity : Date.parse(dueAt));
  return clocks.toSorted((a, b) => (moment(a) === moment(b) ? 0 : moment(a) - moment(b)));
}
