/** Times of single requests, in ms. */
export type Times = { p50: number; p95: number; p99: number; max: number };

export type LoadFigure = Times & {
  perSecond: number;
  count: number;
  errors: number;
  /** CPU time of one request, where it was metered. */
  desk_cpu_ms?: number;
  database_cpu_ms?: number;
};

/** The nearest-rank quantile of sorted numbers; 0 of none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export function timesOf(samples: readonly number[]): Times {
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    p50: rounded(quantile(sorted, 0.5)),
    p95: rounded(quantile(sorted, 0.95)),
    p99: rounded(quantile(sorted, 0.99)),
    max: rounded(sorted.at(-1) ?? 0),
  };
}

export const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );

export const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The round whose rate is the median; a burst of somebody else's work spoils one round, not the figure. */
export function medianRound(rounds: readonly LoadFigure[]): LoadFigure {
  const sorted = rounds.toSorted((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)]!;
  return { ...middle, errors: rounds.reduce((sum, { errors }) => sum + errors, 0) };
}
