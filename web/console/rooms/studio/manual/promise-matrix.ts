import type { PromiseLine, Target, When } from "../../../../../src/domain/clocks/promise-line.ts";
import type { Metric } from "../../../../../src/domain/clocks/metrics.ts";
import {
  CUSTOMER_TIERS,
  PRIORITIES,
  type CustomerTier,
  type Priority,
  type TicketKind,
} from "../../../../../src/domain/ticket/vocabulary.ts";

/** What is promised for one kind at one priority. */
export type Cell = {
  /** The strictest line for every customer of that kind and priority; null when there is none. */
  strictest: PromiseLine | null;
  /** Where a tier is promised something stricter. */
  byTier: { tier: CustomerTier; line: PromiseLine }[];
  /** Lines that apply only to some such tickets: a category, a tag, a channel. */
  sometimes: PromiseLine[];
  /** All that can apply, the strictest first. */
  lines: PromiseLine[];
};
/** Kinds for which the same is promised share a row. */
export type MatrixRow = { kinds: TicketKind[]; cells: Record<Priority, Cell> };

/** How strict a target is, the smaller the stricter; the day and "once before" come after every length of time. */
export function strictness(target: Target): number {
  if (target.type === "within" || target.type === "every") return target.ms;
  return target.type === "daily" ? 1e12 : 2e12;
}

const byStrictness = (a: PromiseLine, b: PromiseLine) => strictness(a.target) - strictness(b.target);

const ASKED = new Set(["kind", "priority", "tier"]);
/** It asks for nothing but what the matrix shows. */
const isWhole = (when: When) =>
  Object.entries(when).every(([key, value]) => ASKED.has(key) || value === undefined || value === null);

type Place = { kind: TicketKind; priority: Priority; tier: CustomerTier };

const mayHold = (when: When, { kind, priority, tier }: Place) =>
  (when.kind?.includes(kind) ?? true) &&
  (when.priority?.includes(priority) ?? true) &&
  (when.tier?.includes(tier) ?? true);

const alwaysHolds = (line: PromiseLine, place: Place) =>
  line.when.length === 0 || line.when.some((when) => isWhole(when) && mayHold(when, place));

const maySometimesHold = (line: PromiseLine, place: Place) =>
  line.when.length === 0 || line.when.some((when) => mayHold(when, place));

/** The promises of one metric by kind and priority. */
export function promiseMatrix(
  lines: readonly PromiseLine[],
  metric: Metric,
  kinds: readonly TicketKind[],
): MatrixRow[] {
  const mine = lines.filter((line) => line.metric === metric).toSorted(byStrictness);
  const rows: MatrixRow[] = [];
  for (const kind of kinds) {
    const cells = Object.fromEntries(
      PRIORITIES.map((priority) => [priority, cellOf(mine, kind, priority)]),
    ) as MatrixRow["cells"];
    const same = rows.find((row) => PRIORITIES.every((one) => sameLines(row.cells[one], cells[one])));
    if (same) same.kinds.push(kind);
    else rows.push({ kinds: [kind], cells });
  }
  return rows;
}

function cellOf(lines: readonly PromiseLine[], kind: TicketKind, priority: Priority): Cell {
  const at = (tier: CustomerTier): Place => ({ kind, priority, tier });
  const forAll = lines.filter((line) => CUSTOMER_TIERS.every((tier) => alwaysHolds(line, at(tier))));
  const strictest = forAll[0] ?? null;
  const byTier = CUSTOMER_TIERS.flatMap((tier) => {
    const line = lines.find((one) => alwaysHolds(one, at(tier)));
    if (!line || line === strictest) return [];
    return [{ tier, line }];
  });
  const all = lines.filter((line) => CUSTOMER_TIERS.some((tier) => maySometimesHold(line, at(tier))));
  const sometimes = all.filter((line) => !CUSTOMER_TIERS.some((tier) => alwaysHolds(line, at(tier))));
  return { strictest, byTier, sometimes, lines: all };
}

const sameLines = (a: Cell, b: Cell) =>
  a.lines.length === b.lines.length && a.lines.every((line, at) => line.id === b.lines[at]?.id);

export const isEmptyRow = ({ cells }: MatrixRow): boolean => PRIORITIES.every((one) => cells[one].lines.length === 0);
