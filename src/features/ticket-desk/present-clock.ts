import type { ClockShape } from "../../contract/ticket-shapes.ts";
import type { Procedure } from "../../core/sop/index.ts";
import { shownClocks, type Clock, type LedgerStretch } from "../../domain/clocks/index.ts";

const instant = (ms: number) => new Date(ms).toISOString();
const orNull = (ms: number | null) => (ms === null ? null : instant(ms));

/** A strip of time shows no further ahead than this. */
const AHEAD_MS_MAX = 21 * 24 * 60 * 60 * 1000;

/** How far ahead the live clocks want to be looked at; null when none has a deadline that is near. */
export function horizonOf(clocks: readonly Clock[], now: number): number | null {
  const dues = clocks
    .filter(({ state }) => state === "running")
    .flatMap(({ dueAt }) => (dueAt !== null && dueAt > now && dueAt <= now + AHEAD_MS_MAX ? [dueAt] : []));
  return dues.length === 0 ? null : Math.max(...dues);
}

/**
 * Clocks as the page shows them, those still running first, each with its line's source and its ledger. `later`: the same
 * clocks at the horizon, if nothing changes until then; without it nothing is told of the time ahead.
 */
export function presentClocks(
  clocks: readonly Clock[],
  procedure: Procedure,
  coming?: { now: number; later: readonly Clock[] },
): ClockShape[] {
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
      via: [...(line?.via ?? [])],
      calendarName: line ? procedure.calendarName(line.calendar) : null,
      shown: shown.has(clock.id),
      ledger: clock.ledger.map(presented),
      ahead: coming ? aheadOf(clock, coming.later, coming.now).map(presented) : [],
    };
  });
}

const presented = ({ from, to, kind, reason }: LedgerStretch): ClockShape["ledger"][number] => ({
  from: instant(from),
  to: instant(to),
  kind,
  reason,
});

function aheadOf(clock: Clock, later: readonly Clock[], now: number): LedgerStretch[] {
  const { dueAt, state } = clock;
  if (dueAt === null || dueAt <= now || state !== "running") return [];
  const stretches = later.find(({ id }) => id === clock.id)?.ledger ?? [];
  return stretches
    .map((stretch) => ({ ...stretch, from: Math.max(stretch.from, now), to: Math.min(stretch.to, dueAt) }))
    .filter(({ from, to }) => from < to);
}
