import type { Clock } from "../clocks/index.ts";
import type { Figure } from "./backtest-result.ts";
import { addLateness, mergeLateness, noLateness, summaryOf, type Lateness } from "./lateness.ts";

/** What became of a clock; `lateMs` where it was missed. */
export type Verdict = { kind: "kept" | "missed" | "cancelled" | "running"; lateMs: number };

/** What became of some clocks. */
export type Cell = Record<Verdict["kind"], number> & { late: Lateness };

export const emptyCell = (): Cell => ({ kept: 0, missed: 0, cancelled: 0, running: 0, late: noLateness() });

/** A promise that broke stays missed, whether somebody stopped it later or nobody until the history's end. */
export function verdictOf({ state, breachedAt, stoppedAt }: Clock, until: number): Verdict {
  if (state === "met") return { kind: "kept", lateMs: 0 };
  if (state === "cancelled") return { kind: "cancelled", lateMs: 0 };
  if (breachedAt === null) return { kind: state === "missed" ? "missed" : "running", lateMs: 0 };
  return { kind: "missed", lateMs: Math.max(0, (stoppedAt ?? until) - breachedAt) };
}

export function addVerdict(cell: Cell, { kind, lateMs }: Verdict): void {
  cell[kind] += 1;
  if (kind === "missed") addLateness(cell.late, lateMs);
}

export function mergeCells(into: Map<string, Cell>, from: ReadonlyMap<string, Cell>): void {
  for (const [key, cell] of from) mergeCell(cellOf(into, key), cell);
}

export function mergeCell(into: Cell, from: Cell): void {
  into.kept += from.kept;
  into.missed += from.missed;
  into.cancelled += from.cancelled;
  into.running += from.running;
  mergeLateness(into.late, from.late);
}

export function cellOf(cells: Map<string, Cell>, key: string): Cell {
  const known = cells.get(key);
  if (known) return known;
  const cell = emptyCell();
  cells.set(key, cell);
  return cell;
}

export function figureOf({ kept, missed, cancelled, running, late }: Cell): Figure {
  return {
    clocks: kept + missed + cancelled + running,
    kept,
    missed,
    cancelled,
    running,
    keptShare: kept + missed > 0 ? kept / (kept + missed) : null,
    lateMs: summaryOf(late),
  };
}
