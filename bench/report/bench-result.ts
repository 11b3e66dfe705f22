import type { BareRows } from "../yardsticks/bare-rows.ts";
import type { Machine } from "../desk/machine.ts";
import type { Measured } from "../measures/measure.ts";
import type { RequestTrackerFigures } from "../yardsticks/request-tracker.ts";

/** A measure with the load of the machine (1 minute) when it ended. */
export type Noted = Measured & { load1: number };

export type FilledSize = {
  tickets: number;
  open: number;
  rows: Record<string, number>;
  seconds: { rows: number; indexes: number };
  database_mib: number;
};

export type BenchResult = {
  form: "short" | "long";
  startedAt: string;
  minutes: number;
  machine: Machine;
  load1: { before: number; after: number };
  filled: FilledSize[];
  bare: BareRows;
  requestTracker: RequestTrackerFigures;
  measured: Noted[];
};

/** A figure of a measure; of the largest size when none is named. */
export function figureOf(result: BenchResult, name: string, figure: string, tickets?: number): number | null {
  const found = result.measured
    .filter((measured) => measured.name === name && (tickets === undefined || measured.tickets === tickets))
    .toSorted((a, b) => b.tickets - a.tickets)[0];
  const value = found?.figures[figure];
  return typeof value === "number" ? value : null;
}

/** Sizes in order, smallest first. */
export const sizesOf = (result: BenchResult): number[] =>
  result.filled.map(({ tickets }) => tickets).toSorted((a, b) => a - b);
