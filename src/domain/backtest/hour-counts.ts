import { HOUR_MS } from "../time/index.ts";

/** A number that changes at full hours: by how much, at which hour since 1970. Two of them add up in any order. */
export type HourCounts = Map<number, number>;

export type Span = { from: number; to: number };

/** Counts one more at every full hour within the spans, however often they overlap; `to` excluded. */
export function addSpans(counts: HourCounts, spans: readonly Span[]): void {
  let end = -Infinity;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const first = Math.max(Math.ceil(from / HOUR_MS), end);
    const last = Math.ceil(to / HOUR_MS);
    if (last <= first) continue;
    change(counts, first, 1);
    change(counts, last, -1);
    end = last;
  }
}

export function mergeHourCounts(into: HourCounts, from: HourCounts): void {
  for (const [hour, by] of from) change(into, hour, by);
}

function change(counts: HourCounts, hour: number, by: number): void {
  counts.set(hour, (counts.get(hour) ?? 0) + by);
}

/** The number at the hours `from`, `from + step` … up to `to`, included. */
export function readHourCounts(
  counts: HourCounts,
  { from, to, step }: { from: number; to: number; step: number },
): number[] {
  const rising = [...counts].toSorted(([a], [b]) => a - b);
  const read: number[] = [];
  let number = 0;
  let at = 0;
  for (let hour = from; hour <= to; hour += step) {
    for (let next = rising[at]; next && next[0] <= hour; next = rising[++at]) number += next[1];
    read.push(number);
  }
  return read;
}
