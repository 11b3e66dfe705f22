import type { Clock, Effect, PromiseLine } from "../clocks/index.ts";
import { effectWords } from "../sop/words.ts";
import type { CountedAction } from "./backtest-result.ts";

/** What a line does at each of its warnings, and when it breaks; each as the key of a counted action. */
export type LineActions = { warn: readonly string[]; breach: readonly string[] };

export const actionsOf = ({ onWarn, onBreach }: PromiseLine): LineActions => ({
  warn: onWarn.map((effect) => actionKey(effect, "warn")),
  breach: onBreach.map((effect) => actionKey(effect, "breach")),
});

type Action = Pick<CountedAction, "do" | "says" | "when">;

const actionKey = (effect: Effect, when: Action["when"]) =>
  JSON.stringify({ do: effect.do, when, says: effectWords(effect) } satisfies Action);

export const actionOf = (key: string): Action => JSON.parse(key) as Action;

/**
 * Counts what the line's timers would have done over the clock's life. A warning is told while the clock runs and is not
 * broken; a line that came to apply only after its due moment is told as broken alone.
 */
export function countActions(counts: Map<string, number>, clock: Clock, actions: LineActions, until: number): void {
  const { warnAt, breachedAt, dueAt, state } = clock;
  const end = Math.min(clock.stoppedAt ?? until, breachedAt ?? Infinity);
  const cameTooLate = breachedAt !== null && dueAt !== null && breachedAt > dueAt;
  const warned = cameTooLate ? 0 : warnAt.filter((at) => at < end).length;
  if (warned > 0) for (const key of actions.warn) count(counts, key, warned);
  if (breachedAt !== null && state !== "cancelled") for (const key of actions.breach) count(counts, key, 1);
}

const count = (counts: Map<string, number>, key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by);

export function mergeCounts(into: Map<string, number>, from: ReadonlyMap<string, number>): void {
  for (const [key, by] of from) count(into, key, by);
}
