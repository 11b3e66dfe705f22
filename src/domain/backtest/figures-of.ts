import { METRIC_RULES, METRICS, type Metric } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import { allCategories } from "../sop/index.ts";
import { promiseName } from "../sop/words.ts";
import type { BacktestResult, Compared } from "./backtest-result.ts";
import { emptyCell, figureOf, mergeCell, type Cell } from "./cell.ts";
import { HOURS } from "./local-hour.ts";
import { NO_CATEGORY, NO_TEAM } from "./tally-ticket.ts";
import type { SideTally, Tally } from "./tally.ts";
import type { Trial } from "./ticket-history.ts";

/** Of teams and categories; a log may tell apart as many as it has cases. */
const ROWS_SHOWN_MAX = 500;
/** No team and no category is called so: names are trimmed. */
const OTHERS = " ";

type Row = { id: string; name: LocalText };
type Dimension = "metrics" | "lines" | "teams" | "categories" | "hours";

/** What became of the promises on both sides, by everything that is told apart. */
export function figuresOf(tally: Tally, trial: Trial): BacktestResult["figures"] {
  const hours = HOURS.map((id) => ({ id, name: { zh: `${id} 时`, en: `${id}:00` } }));
  return {
    metrics: compare(tally, "metrics", metricRows(tally)),
    lines: compare(tally, "lines", lineRows(tally, trial)),
    teams: compareMost(tally, "teams", teamRow),
    categories: compareMost(tally, "categories", categoryRow(trial)),
    hours: compare(tally, "hours", hours),
  };
}

const compare = ({ current, candidate }: Tally, dimension: Dimension, rows: readonly Row[]): Compared[] =>
  rows.map(({ id, name }) => ({
    id,
    name,
    current: figureOf(current[dimension].get(id) ?? emptyCell()),
    candidate: figureOf(candidate[dimension].get(id) ?? emptyCell()),
  }));

/** The rows with most promises, and all others as one. */
function compareMost(tally: Tally, dimension: "teams" | "categories", rowOf: (id: string) => Row): Compared[] {
  const ids = byClocks(tally.current[dimension], tally.candidate[dimension]);
  const most = compare(tally, dimension, ids.slice(0, ROWS_SHOWN_MAX).map(rowOf));
  const others = ids.slice(ROWS_SHOWN_MAX);
  if (others.length === 0) return most;
  const sum = (side: SideTally) => {
    const total = emptyCell();
    for (const id of others) mergeCell(total, side[dimension].get(id) ?? emptyCell());
    return figureOf(total);
  };
  const name = { zh: `其余 ${others.length} 个`, en: `${others.length} others` };
  return [...most, { id: OTHERS, name, current: sum(tally.current), candidate: sum(tally.candidate) }];
}

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

export const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

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
