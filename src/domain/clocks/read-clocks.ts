import { isLive, type Clock } from "./clock.ts";
import { METRIC_RULES, type Metric } from "./metrics.ts";

/** The strictest live clock of each metric: the earliest due, before those that stand still. */
export function shownClocks(clocks: readonly Clock[]): Clock[] {
  const strictest = new Map<Metric, Clock>();
  for (const clock of clocks) {
    if (!isLive(clock)) continue;
    const known = strictest.get(clock.metric);
    if (!known || (clock.dueAt ?? Infinity) < (known.dueAt ?? Infinity)) strictest.set(clock.metric, clock);
  }
  return [...strictest.values()].toSorted((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
}

/** The next moment, past if overdue, at which something is due, with its clock; null when nothing live has one. */
export function nextDue(clocks: readonly Clock[]): { at: number; clock: Clock } | null {
  const [clock] = shownClocks(clocks);
  return clock && clock.dueAt !== null ? { at: clock.dueAt, clock } : null;
}

/** How the desk stands with its promises: the worst of its live clocks. The customer's own clocks do not count. */
export function promiseState(clocks: readonly Clock[], now: number): "kept" | "at_risk" | "breached" {
  const ours = clocks.filter((clock) => isLive(clock) && METRIC_RULES[clock.metric].side === "desk");
  if (ours.some(({ breachedAt }) => breachedAt !== null)) return "breached";
  return ours.some(({ state, warnAt }) => state === "running" && warnAt.some((at) => at <= now)) ? "at_risk" : "kept";
}

/** A moment at which a rule must act. `share` is 1 for a breach. */
export type ClockTimer = { clockId: string; lineId: string; at: number; kind: "warn" | "breach"; share: number };

/**
 * The moments to act on that have not been told yet, past ones included, in order. A broken promise is told as that alone:
 * its warnings come too late. One that stands still has no moment, unless it broke before. The end of time that is waited
 * out is told as a warning with share 1. Of a closed ticket few still matter: a call back that was planned.
 */
export function clockTimers(clocks: readonly Clock[], isOpen = true): ClockTimer[] {
  const acting = isOpen ? clocks : clocks.filter(({ metric }) => METRIC_RULES[metric].afterClosing);
  return acting.flatMap(timersOf).toSorted((a, b) => a.at - b.at);
}

function timersOf({ id, lineId, metric, state, dueAt, breachedAt, warnings, told }: Clock): ClockTimer[] {
  const breach = (at: number): ClockTimer[] =>
    told.breached ? [] : [{ clockId: id, lineId, at, kind: "breach", share: 1 }];
  if (breachedAt !== null) return state === "cancelled" ? [] : breach(breachedAt);
  const { waitedOut } = METRIC_RULES[metric];
  if (state !== "running" && !(waitedOut && state === "met")) return [];
  const untold = [...warnings, ...(waitedOut && dueAt !== null ? [{ share: 1, at: dueAt }] : [])]
    .filter(({ share }) => !told.warnedShares.some((warned) => Math.abs(warned - share) < 1e-9))
    .map(({ share, at }): ClockTimer => ({ clockId: id, lineId, at, kind: "warn", share }));
  if (waitedOut) return state === "running" ? untold : untold.filter(({ share }) => share === 1);
  return dueAt === null ? untold : [...untold, ...breach(dueAt)];
}
