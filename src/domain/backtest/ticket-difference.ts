import { METRIC_RULES, METRICS, type Clock, type Metric } from "../clocks/index.ts";
import type { Sides } from "./backtest-result.ts";
import { verdictOf } from "./cell.ts";
import type { TicketHistory } from "./ticket-history.ts";

export const DIFFERING_TICKETS_MAX = 20;

/** By how much a ticket comes out otherwise; `dueShiftMs` tells apart those that were late by the same. */
export type TicketDifference = {
  history: TicketHistory;
  lateMs: Sides<number>;
  differenceMs: number;
  dueShiftMs: number;
};

/** What a metric of one ticket came to on one side. */
type Outcome = { clocks: number; lateMs: number; firstDueAt: number };

const METRIC_INDEX = Object.fromEntries(METRICS.map((metric, index) => [metric, index])) as Record<Metric, number>;

/** The desk's metrics of one ticket compared; null where nothing at all differs. */
export function differenceOf(
  history: TicketHistory,
  { current, candidate }: Sides<readonly Clock[]>,
  { until, showAll }: { until: number; showAll: boolean },
): TicketDifference | null {
  const [before, after] = [outcomesOf(current, until), outcomesOf(candidate, until)];
  const difference = { history, lateMs: { current: 0, candidate: 0 }, differenceMs: 0, dueShiftMs: 0 };
  let differs = showAll;
  for (let index = 0; index < METRICS.length; index++) {
    const [old, now] = [before[index] ?? NO_OUTCOME, after[index] ?? NO_OUTCOME];
    const shift = shiftOf(old, now);
    difference.lateMs.current += old.lateMs;
    difference.lateMs.candidate += now.lateMs;
    difference.differenceMs += Math.abs(old.lateMs - now.lateMs);
    difference.dueShiftMs += shift;
    differs ||= shift > 0 || old.clocks !== now.clocks || old.lateMs !== now.lateMs;
  }
  return differs ? difference : null;
}

const NO_OUTCOME: Outcome = { clocks: 0, lateMs: 0, firstDueAt: Infinity };

const shiftOf = (old: Outcome, now: Outcome) =>
  Number.isFinite(old.firstDueAt) && Number.isFinite(now.firstDueAt) ? Math.abs(old.firstDueAt - now.firstDueAt) : 0;

function outcomesOf(clocks: readonly Clock[], until: number): (Outcome | undefined)[] {
  const outcomes: (Outcome | undefined)[] = [];
  for (const clock of clocks) {
    if (METRIC_RULES[clock.metric].side !== "desk") continue;
    const outcome = (outcomes[METRIC_INDEX[clock.metric]] ??= { clocks: 0, lateMs: 0, firstDueAt: Infinity });
    outcome.clocks += 1;
    outcome.lateMs += verdictOf(clock, until).lateMs;
    if (clock.dueAt !== null && clock.dueAt < outcome.firstDueAt) outcome.firstDueAt = clock.dueAt;
  }
  return outcomes;
}

/** The largest differences first, in an order that does not depend on the one given. */
export const mostDiffering = (among: readonly TicketDifference[]): TicketDifference[] =>
  among.toSorted(byDifference).slice(0, DIFFERING_TICKETS_MAX);

/** Below 0 where `a` comes first. */
export function byDifference(a: TicketDifference, b: TicketDifference): number {
  return (
    b.differenceMs - a.differenceMs ||
    b.dueShiftMs - a.dueShiftMs ||
    (a.history.name < b.history.name ? -1 : Number(a.history.name > b.history.name))
  );
}
