import { HOUR_MS } from "../time/index.ts";
import type { BacktestResult, CountedAction, PackMark, Sides, WorkInProgress } from "./backtest-result.ts";
import { figureOf } from "./cell.ts";
import { compareText, figuresOf } from "./figures-of.ts";
import { readHourCounts } from "./hour-counts.ts";
import { actionOf } from "./line-actions.ts";
import { showDifference } from "./show-clock.ts";
import type { Tally } from "./tally.ts";
import type { HistorySource, Side, Trial } from "./ticket-history.ts";

const STEPS_SHOWN_MAX = 20_000;
const STEP_HOURS = [1, 4, 24, 168, 672, 8_736];

/** The figures of a whole history in their final form. The same tally gives the same result to the byte. */
export function resultOf(tally: Tally, trial: Trial, source: HistorySource): BacktestResult {
  return {
    format: 1,
    current: markOf(trial.current),
    candidate: markOf(trial.candidate),
    history: {
      ...source,
      zone: trial.zone,
      from: tally.tickets > 0 ? tally.firstOpenedAt : null,
      to: tally.tickets > 0 ? tally.lastOpenedAt : null,
      until: trial.until,
      tickets: tally.tickets,
      events: tally.events,
      ticketsLeftOut: source.ticketsLeftOut + tally.ticketsLeftOut,
    },
    totals: { current: figureOf(tally.current.total), candidate: figureOf(tally.candidate.total) },
    tickets: {
      current: { broken: tally.current.brokenTickets },
      candidate: { broken: tally.candidate.brokenTickets },
      better: tally.better,
      worse: tally.worse,
      same: tally.same,
    },
    figures: figuresOf(tally, trial),
    actions: actionsOf(tally),
    workInProgress: workOf(tally, trial.until),
    differing: tally.differing.map((difference) => showDifference(trial, difference)),
  };
}

const markOf = ({ pack: { id, version, name }, digest }: Side): PackMark => ({ id, version, name, digest });

function actionsOf({ current, candidate }: Tally): CountedAction[] {
  const keys = [...new Set([...current.actions.keys(), ...candidate.actions.keys()])];
  const counted = keys.map((key) => ({
    key,
    action: { ...actionOf(key), current: current.actions.get(key) ?? 0, candidate: candidate.actions.get(key) ?? 0 },
  }));
  const weight = ({ current: before, candidate: after }: Sides<number>) => before + after;
  return counted
    .toSorted((a, b) => weight(b.action) - weight(a.action) || compareText(a.key, b.key))
    .map(({ action }) => action);
}

/** Hourly, and coarser where that would be too many moments. */
function workOf(tally: Tally, until: number): WorkInProgress {
  const to = Math.floor(until / HOUR_MS);
  const from = tally.tickets > 0 ? Math.floor(tally.firstOpenedAt / HOUR_MS) : to;
  const step = STEP_HOURS.find((hours) => (to - from) / hours < STEPS_SHOWN_MAX) ?? (STEP_HOURS.at(-1) as number);
  const at = { from, to: Math.min(to, from + step * STEPS_SHOWN_MAX), step };
  return {
    from: from * HOUR_MS,
    stepMs: step * HOUR_MS,
    open: readHourCounts(tally.open, at),
    overdue: {
      current: readHourCounts(tally.current.overdue, at),
      candidate: readHourCounts(tally.candidate.overdue, at),
    },
  };
}
