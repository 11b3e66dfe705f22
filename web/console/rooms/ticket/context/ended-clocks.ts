import type { ClockShape } from "../../../../../src/contract/ticket-shapes.ts";

const CLOCKS_SHOWN_MAX = 30;

/** Promises that are over: every broken one, and the last kept one of each kind; the latest first. */
export function endedClocks(clocks: readonly ClockShape[]): ClockShape[] {
  const kept = new Map<string, ClockShape>();
  const byEnd = (a: ClockShape, b: ClockShape) => Date.parse(b.stoppedAt ?? "0") - Date.parse(a.stoppedAt ?? "0");
  for (const clock of clocks.filter(({ state }) => state === "met").toSorted(byEnd))
    if (!kept.has(clock.metric)) kept.set(clock.metric, clock);
  const missed = clocks.filter(({ state }) => state === "missed");
  return [...missed, ...kept.values()].toSorted(byEnd).slice(0, CLOCKS_SHOWN_MAX);
}
