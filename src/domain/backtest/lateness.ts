const SECOND_MS = 1_000;

/** Whole seconds are kept exactly up to here, above it with one part in 2,048. */
const EXACT_SECONDS_MAX = 4_096;
const STEPS_PER_DOUBLING = EXACT_SECONDS_MAX / 2;

/** How often each lateness occurred, in bounded room; two of them add up in any order. */
export type Lateness = { counts: Map<number, number>; maxMs: number };

export const noLateness = (): Lateness => ({ counts: new Map(), maxMs: 0 });

export function addLateness(lateness: Lateness, lateMs: number): void {
  const bucket = bucketOf(Math.ceil(lateMs / SECOND_MS));
  lateness.counts.set(bucket, (lateness.counts.get(bucket) ?? 0) + 1);
  if (lateMs > lateness.maxMs) lateness.maxMs = lateMs;
}

export function mergeLateness(into: Lateness, from: Lateness): void {
  for (const [bucket, count] of from.counts) into.counts.set(bucket, (into.counts.get(bucket) ?? 0) + count);
  into.maxMs = Math.max(into.maxMs, from.maxMs);
}

/** The latenesses that half and nine tenths did not exceed, and the largest, in ms; null when nothing was late. */
export function summaryOf({ counts, maxMs }: Lateness): { p50: number; p90: number; max: number } | null {
  const rising = [...counts].toSorted(([a], [b]) => a - b);
  const total = rising.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const quantile = (share: number) => {
    const wanted = Math.ceil(share * total);
    let passed = 0;
    for (const [bucket, count] of rising) if ((passed += count) >= wanted) return secondsOf(bucket) * SECOND_MS;
    return maxMs;
  };
  return { p50: Math.min(quantile(0.5), maxMs), p90: Math.min(quantile(0.9), maxMs), max: maxMs };
}

/** 4,096 s is bucket 4,096; 8,192 s bucket 6,144: each doubling has 2,048 of them. */
function bucketOf(seconds: number): number {
  if (seconds < EXACT_SECONDS_MAX) return seconds;
  const doubling = Math.floor(Math.log2(seconds / EXACT_SECONDS_MAX));
  const width = 2 ** (doubling + 1);
  return EXACT_SECONDS_MAX + doubling * STEPS_PER_DOUBLING + Math.floor(seconds / width) - STEPS_PER_DOUBLING;
}

function secondsOf(bucket: number): number {
  if (bucket < EXACT_SECONDS_MAX) return bucket;
  const doubling = Math.floor((bucket - EXACT_SECONDS_MAX) / STEPS_PER_DOUBLING);
  const step = (bucket - EXACT_SECONDS_MAX) % STEPS_PER_DOUBLING;
  return (step + STEPS_PER_DOUBLING) * 2 ** (doubling + 1);
}
