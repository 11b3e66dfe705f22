import { METRIC_RULES, METRICS, type Metric } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import { allCategories } from "../sop/index.ts";
import { promiseName } from "../sop/words.ts";
import { HOUR_MS } from "../time/index.ts";
import type { BacktestResult, Compared, CountedAction, PackMark, Sides, WorkInProgress } from "./backtest-result.ts";
import { emptyCell, figureOf, type Cell } from "./cell.ts";
import { readHourCounts } from "./hour-counts.ts";
import { actionOf } from "./line-actions.ts";
import { showDifference } from "./show-clock.ts";
import { NO_CATEGORY, NO_TEAM } from "./tally-ticket.ts";
import type { Tally } from "./tally.ts";
import type { HistorySource, Side, Trial } from "./ticket-history.ts";

const STEPS_SHOWN_MAX = 20_000;
const STEP_HOURS = [1, 4, 24, 168, 672, 8_736];
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

/** The figures of a whole history in their final form. The same tally gives the same result to the byte. */
export function resultOf(tally: Tally, trial: Trial, source: HistorySource): BacktestResult {
  const compare = (dimension: "metrics" | "lines" | "teams" | "categories" | "hours", rows: Row[]) =>
    rows.map(({ id, name }): Compared => ({
      id,
      name,
      current: figureOf(tally.current[dimension].get(id) ?? emptyCell()),
      candidate: figureOf(tally.candidate[dimension].get(id) ?? emptyCell()),
    }));
  const keysOf = (dimension: "teams" | "categories") => byClocks(tally.current[dimension], tally.candidate[dimension]);
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
    figures: {
      metrics: compare("metrics", metricRows(tally)),
      lines: compare("lines", lineRows(tally, trial)),
      teams: compare("teams", keysOf("teams").map(teamRow)),
      categories: compare("categories", keysOf("categories").map(categoryRow(trial))),
      hours: compare(
        "hours",
        HOURS.map((id) => ({ id, name: { zh: `${id} 时`, en: `${id}:00` } })),
      ),
    },
    actions: actionsOf(tally),
    workInProgress: workOf(tally, trial.until),
    differing: tally.differing.map((difference) => showDifference(trial, difference)),
  };
}

type Row = { id: string; name: LocalText };

const markOf = ({ pack: { id, version, name }, digest }: Side): PackMark => ({ id, version, name, digest });

const metricRows = ({ current, candidate }: Tally): Row[] =>
  METRICS.filter((metric) => current.metrics.has(metric) || candidate.metrics.has(metric)).map((metric: Metric) => ({
    id: metric,
    name: METRIC_RULES[metric].title,
  }));

/** In the order of the candidate, then those that only the pack in force has. */
function lineRows(tally: Tally, { current, candidate }: Trial): Row[] {
  const rows = new Map<string, Row>();
  for (const { pack } of [candidate, current])
    for (const line of pack.promises)
      if (!rows.has(line.id)) rows.set(line.id, { id: line.id, name: promiseName(pack, line) });
  return [...rows.values()].filter(({ id }) => tally.current.lines.has(id) || tally.candidate.lines.has(id));
}

function byClocks(...sides: ReadonlyMap<string, Cell>[]): string[] {
  const clocks = new Map<string, number>();
  for (const side of sides)
    for (const [id, cell] of side) clocks.set(id, (clocks.get(id) ?? 0) + figureOf(cell).clocks);
  return [...clocks].toSorted(([a, more], [b, less]) => less - more || compareText(a, b)).map(([id]) => id);
}

const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

const teamRow = (id: string): Row => ({
  id,
  name: id === NO_TEAM ? { zh: "未分派", en: "No team" } : { zh: id, en: id },
});

function categoryRow({ current, candidate }: Trial): (id: string) => Row {
  const names = new Map<string, LocalText>();
  for (const { pack } of [current, candidate])
    for (const { id, name } of allCategories(pack.categories)) names.set(id, name);
  return (id) => ({
    id,
    name: id === NO_CATEGORY ? { zh: "未分类", en: "No category" } : (names.get(id) ?? { zh: id, en: id }),
  });
}

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
