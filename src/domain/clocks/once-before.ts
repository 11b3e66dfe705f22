import type { CompiledCalendar } from "../time/index.ts";
import type { Clock } from "./clock.ts";
import type { Cycle } from "./cycles.ts";
import { deadlineOf, isStanding } from "./due-moment.ts";
import { METRIC_RULES } from "./metrics.ts";
import type { PromiseLine } from "./promise-line.ts";

/** A clock that something must come before, with the cycle that it was made of. */
export type Anchor = { clock: Clock; line: PromiseLine; cycle: Cycle; calendar: CompiledCalendar | null };

/** `to` null is still going on. `byTime`: nothing happened at `from`, it was only time that passed. */
type Span = { from: number; to: number | null; byTime: boolean };

/** When a once_before cycle is due: the moment at which it broke, else what the strictest live clock leaves it. */
export type Once = { dueAt: number | null; breakAt: number | null };

/**
 * Once, before the strictest running clock of a metric is due: broken at the first moment at which such a clock is due or
 * overdue while the line applies and its own time runs. What a clock that is over would have been due at counts no more.
 */
export function onceBefore(cycle: Cycle, anchors: readonly Anchor[], now: number): Once {
  const own = running(cycle);
  const moments = anchors
    .flatMap(overdueSpans)
    .flatMap((overdue) => firstMeeting(overdue, own) ?? [])
    .filter((moment) => moment <= now);
  const breakAt = moments.length > 0 ? Math.min(...moments) : null;
  if (breakAt !== null) return { dueAt: breakAt, breakAt };
  if (isStanding(cycle)) return { dueAt: null, breakAt };
  const at = cycle.ended?.at ?? null;
  const dues = anchors
    .filter((anchor) => (at === null ? anchor.clock.stoppedAt === null : wasLive(anchor, at)))
    .flatMap((anchor) => dueAsOf(anchor, at ?? now) ?? []);
  const begunAt = cycle.stretches.at(-1)?.from ?? cycle.startedAt;
  return { dueAt: dues.length > 0 ? Math.max(Math.min(...dues), begunAt) : null, breakAt };
}

/** The times in which the line applied and its time ran. */
function running({ stretches, applied }: Cycle): Span[] {
  const spans: Span[] = [];
  for (const stretch of stretches) {
    if (stretch.pausedBy !== null) continue;
    for (const part of applied) {
      const from = Math.max(stretch.from, part.from);
      const to = earlier(stretch.to, part.to);
      if (to === null || from < to) spans.push({ from, to, byTime: false });
    }
  }
  return spans;
}

/** The times in which it applied and was due. A watch is due by running out, not by being broken. */
function overdueSpans({ clock, cycle }: Anchor): Span[] {
  const { metric, state, dueAt, breachedAt, stoppedAt } = clock;
  const keptAt = dueAt !== null && dueAt === stoppedAt ? dueAt : null;
  const since = METRIC_RULES[metric].waitedOut ? (state === "met" ? stoppedAt : null) : (breachedAt ?? keptAt);
  if (since === null) return [];
  return cycle.applied.flatMap((part) => {
    const from = Math.max(part.from, since);
    const to = earlier(part.to, stoppedAt);
    return from <= (to ?? from) ? [{ from, to, byTime: part.from < since }] : [];
  });
}

/** The first moment of both. Where one ends by what the other begins with, they do not meet; time alone comes before that. */
function firstMeeting(overdue: Span, own: readonly Span[]): number | null {
  for (const span of own) {
    const at = Math.max(overdue.from, span.from);
    if (at > (span.to ?? Infinity) || at > (overdue.to ?? Infinity)) continue;
    if (at === overdue.to && (at === span.from || !overdue.byTime)) continue;
    if (at === span.to && !overdue.byTime) continue;
    return at;
  }
  return null;
}

const wasLive = ({ cycle: { startedAt, applied }, clock }: Anchor, at: number) =>
  startedAt <= at &&
  (clock.stoppedAt ?? Infinity) >= at &&
  applied.some(({ from, to }) => from <= at && at <= (to ?? at));

/** The due moment as it was known at `at`. */
function dueAsOf({ line, cycle, calendar }: Anchor, at: number): number | null {
  if (calendar === null) return null;
  const stretches = cycle.stretches
    .filter(({ from }) => from <= at)
    .map((stretch) => ({ ...stretch, to: stretch.to !== null && stretch.to > at ? null : stretch.to }));
  return deadlineOf(line, { ...cycle, stretches }, { calendar, anchor: null }).due.at;
}

const earlier = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));
