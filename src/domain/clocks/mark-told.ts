import type { Clock } from "./clock.ts";
import type { ClockTimer } from "./read-clocks.ts";

/** The clocks once a moment was told: what a fold with the event of it would answer at that moment. */
export const markTold = (clocks: readonly Clock[], timer: ClockTimer): Clock[] =>
  clocks.map((clock) => (clock.id === timer.clockId ? { ...clock, told: toldOf(clock, timer) } : clock));

function toldOf({ told }: Clock, { kind, share }: ClockTimer): Clock["told"] {
  if (kind === "breach") return { ...told, breached: true };
  return { ...told, warnedShares: [...told.warnedShares, share] };
}
