import type { ClockShape } from "../../contract/ticket-shapes.ts";
import type { Procedure } from "../../core/sop/index.ts";
import { shownClocks, type Clock } from "../../domain/clocks/index.ts";

const instant = (ms: number) => new Date(ms).toISOString();
const orNull = (ms: number | null) => (ms === null ? null : instant(ms));

/** Clocks as the page shows them, those still running first, each with its line's source and its ledger. */
export function presentClocks(clocks: readonly Clock[], procedure: Procedure): ClockShape[] {
  const shown = new Set(shownClocks(clocks).map(({ id }) => id));
  return clocks.map((clock) => {
    const line = procedure.line(clock.lineId);
    return {
      id: clock.id,
      lineId: clock.lineId,
      metric: clock.metric,
      state: clock.state,
      startedAt: instant(clock.startedAt),
      dueAt: orNull(clock.dueAt),
      stoppedAt: orNull(clock.stoppedAt),
      breachedAt: orNull(clock.breachedAt),
      targetMs: clock.targetMs,
      source: line?.source ?? null,
      calendarName: line ? procedure.calendarName(line.calendar) : null,
      shown: shown.has(clock.id),
      ledger: clock.ledger.map(({ from, to, kind, reason }) => ({
        from: instant(from),
        to: instant(to),
        kind,
        reason,
      })),
    };
  });
}
