import type { Clock } from "./clock.ts";
import type { Cycle } from "./cycles.ts";
import { isStanding } from "./due-moment.ts";
import { METRIC_RULES, type Metric } from "./metrics.ts";

type Verdict = Pick<Clock, "state" | "stoppedAt" | "breachedAt">;

/** The due moment by its stretches; `breakAt` of a once_before cycle that broke, null of one that did not. */
type Due = { at: number | null; breakAt?: number | null | undefined };

type Surroundings = { mergedAt: number | null; now: number };

/** How a cycle stands for its line: kept, missed, called off, or not over yet. */
export const verdictOf = (metric: Metric, cycle: Cycle, due: Due, around: Surroundings): Verdict =>
  METRIC_RULES[metric].waitedOut ? waitOf(cycle, due, around) : promiseOf(cycle, due, around);

function promiseOf(cycle: Cycle, due: Due, { mergedAt, now }: Surroundings): Verdict {
  const stoppedAt = endOf(cycle, mergedAt);
  const isStopped = cycle.ended?.how === "stopped" && stoppedAt === cycle.ended.at;
  const breachedAt = isStopped && due.at === stoppedAt ? null : brokenAt(cycle.applied, due, stoppedAt ?? now);
  if (stoppedAt === null) return { state: isStanding(cycle) ? "paused" : "running", stoppedAt, breachedAt };
  if (breachedAt !== null) return { state: "missed", stoppedAt, breachedAt };
  return { state: isStopped ? "met" : "cancelled", stoppedAt, breachedAt };
}

/** Time that is waited out ends well at its due moment, and is broken by what ends it before. */
function waitOf(cycle: Cycle, due: Due, { mergedAt, now }: Surroundings): Verdict {
  const endedAt = endOf(cycle, mergedAt);
  const ranOutAt = brokenAt(cycle.applied, due, endedAt ?? now);
  if (ranOutAt !== null) return { state: "met", stoppedAt: ranOutAt, breachedAt: null };
  if (endedAt === null) return { state: isStanding(cycle) ? "paused" : "running", stoppedAt: null, breachedAt: null };
  const isBroken = cycle.ended?.how === "stopped" && endedAt === cycle.ended.at;
  return { state: isBroken ? "missed" : "cancelled", stoppedAt: endedAt, breachedAt: isBroken ? endedAt : null };
}

/** When the cycle ended for this line: by an event, by no longer applying, or by the merge. */
function endOf({ applied, ended }: Cycle, mergedAt: number | null): number | null {
  const leftAt = applied.at(-1)?.to ?? null;
  const endedAt = Math.min(ended?.at ?? mergedAt ?? Infinity, leftAt ?? Infinity);
  return endedAt === Infinity ? null : endedAt;
}

/** The first moment, up to `end`, at which the due moment was past and the line applied. */
function brokenAt(applied: Cycle["applied"], { at: due, breakAt }: Due, end: number): number | null {
  if (breakAt !== undefined) return breakAt;
  if (due === null || due > end) return null;
  for (const { from, to } of applied) {
    const moment = Math.max(due, from);
    if (moment <= Math.min(to ?? end, end)) return moment;
  }
  return null;
}
