/** What was written, step by step, so that each can be taken back. */
export type History<T> = {
  past: readonly T[];
  now: T;
  future: readonly T[];
  /** The text that was typed in last: what is typed on there is the same step. */
  typedAt: string | null;
};

const STEPS_KEPT_MAX = 100;

export const beginHistory = <T>(now: T): History<T> => ({ past: [], now, future: [], typedAt: null });

export function put<T>(history: History<T>, next: T): History<T> {
  const typedAt = typedPlace(history.now, next);
  const goesOn = typedAt !== null && typedAt === history.typedAt;
  const past = goesOn ? history.past : [...history.past, history.now].slice(-STEPS_KEPT_MAX);
  return { past, now: next, future: [], typedAt };
}

export function undo<T>(history: History<T>): History<T> {
  const { past, now, future } = history;
  const before = past.at(-1);
  return before === undefined
    ? history
    : { past: past.slice(0, -1), now: before, future: [now, ...future], typedAt: null };
}

export function redo<T>(history: History<T>): History<T> {
  const { past, now, future } = history;
  const [next, ...rest] = future;
  return next === undefined ? history : { past: [...past, now], now: next, future: rest, typedAt: null };
}

/** Where one text alone differs; null for any other change. */
function typedPlace(before: unknown, after: unknown, path = ""): string | null {
  if (typeof before === "string" && typeof after === "string") return path;
  if (!isHolder(before) || !isHolder(after)) return null;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const differing = [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const [only] = differing;
  return only === undefined || differing.length > 1 ? null : typedPlace(before[only], after[only], `${path}.${only}`);
}

const isHolder = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
