import type { CompiledCalendar } from "../time/index.ts";
import type { ClockEvent } from "./clock-event.ts";
import { isLive, type Clock } from "./clock.ts";
import { cyclesOf, stepsOf, type Cycle, type Step } from "./cycles.ts";
import { deadlineOf, isStanding, type Deadline } from "./due-moment.ts";
import { ledgerOf } from "./ledger.ts";
import { METRIC_RULES } from "./metrics.ts";
import { lineMatches, type PromiseLine } from "./promise-line.ts";

type Told = Map<string, { warnedShares: number[]; breached: boolean }>;

/**
 * Every clock of a ticket at `now`: a pure fold, linear in events. Lines are matched against the facts after each event and
 * folded from the original start, so a line that comes to apply later has counted from the beginning, by its own
 * calendar and pauses: nothing restarts, nothing is lost. A cycle shows once its line has applied during its life; a line
 * that no longer applies ends it as cancelled, or missed if it was overdue. The due moment itself still keeps the promise
 * of a stop at that moment, and breaks it where nothing stopped. Merging stands clocks still and shows them cancelled;
 * unmerging lets them run on. Events after `now` are ignored.
 */
export function foldClocks(given: {
  lines: readonly PromiseLine[];
  calendars: ReadonlyMap<string, CompiledCalendar>;
  events: readonly ClockEvent[];
  now: number;
}): Clock[] {
  const steps = stepsOf(given.events, given.now);
  const told = toldBy(steps);
  const facts = [...new Set(steps.map((step) => step.facts))];
  const lines = given.lines.filter((line) => facts.some((fact) => lineMatches(line, fact)));
  const mergedAt = steps.at(-1)?.mergedAt ?? null;
  const clocksOf = (line: PromiseLine, anchor: number | null): Clock[] => {
    const cycles = cyclesOf(line, steps).filter(({ applied }) => applied.length > 0);
    return cycles.map((cycle) =>
      clockOf(line, cycle, {
        calendar: given.calendars.get(line.calendar) ?? null,
        anchor,
        mergedAt,
        now: given.now,
        told,
      }),
    );
  };
  const [plain, anchored] = [lines.filter((line) => !isAnchored(line)), lines.filter(isAnchored)];
  const clocks = plain.flatMap((line) => clocksOf(line, null));
  return [...clocks, ...anchored.flatMap((line) => clocksOf(line, anchorOf(line, clocks)))];
}

const isAnchored = ({ target }: PromiseLine) => target.type === "once_before";

/** The strictest due moment of the metric that a once_before line hangs on: of its live clocks, else of its last ones. */
function anchorOf({ target }: PromiseLine, clocks: readonly Clock[]): number | null {
  if (target.type !== "once_before") return null;
  const dues = (among: readonly Clock[]) =>
    among.flatMap(({ metric, dueAt }) => (metric === target.metric && dueAt !== null ? [dueAt] : []));
  const live = dues(clocks.filter(isLive));
  if (live.length > 0) return Math.min(...live);
  const last = dues(clocks);
  return last.length > 0 ? Math.max(...last) : null;
}

function toldBy(steps: readonly Step[]): Told {
  const told: Told = new Map();
  for (const { event } of steps) {
    if (event.type !== "warning_told" && event.type !== "breach_told") continue;
    const known = told.get(event.clockId) ?? { warnedShares: [], breached: false };
    if (event.type === "warning_told") known.warnedShares.push(event.share);
    else known.breached = true;
    told.set(event.clockId, known);
  }
  return told;
}

type Surroundings = {
  calendar: CompiledCalendar | null;
  anchor: number | null;
  mergedAt: number | null;
  now: number;
  told: Told;
};

function clockOf(line: PromiseLine, cycle: Cycle, { calendar, anchor, mergedAt, now, told }: Surroundings): Clock {
  const { due, warnings }: Deadline = calendar
    ? deadlineOf(line, cycle, { calendar, anchor })
    : { due: { at: null, problem: { code: "calendar_missing", params: { calendar: line.calendar } } }, warnings: [] };
  const verdict = (METRIC_RULES[line.metric].waitedOut ? waitOf : verdictOf)(cycle, due.at, { mergedAt, now });
  const id = `${line.id}#${cycle.number}`;
  return {
    id,
    lineId: line.id,
    metric: line.metric,
    startedAt: cycle.startedAt,
    dueAt: due.at,
    ...verdict,
    warnAt: warnings.map(({ at }) => at),
    warnings,
    targetMs: line.target.type === "within" || line.target.type === "every" ? line.target.ms : null,
    ledger: ledgerOf(cycle.stretches, calendar, verdict.stoppedAt ?? now),
    told: told.get(id) ?? { warnedShares: [], breached: false },
    problem: due.problem,
  };
}

type Verdict = Pick<Clock, "state" | "stoppedAt" | "breachedAt">;

function verdictOf(
  cycle: Cycle,
  due: number | null,
  { mergedAt, now }: { mergedAt: number | null; now: number },
): Verdict {
  const stoppedAt = endOf(cycle, mergedAt);
  const isStopped = cycle.ended?.how === "stopped" && stoppedAt === cycle.ended.at;
  const breachedAt = isStopped && due === stoppedAt ? null : brokenAt(cycle.applied, due, stoppedAt ?? now);
  if (stoppedAt === null) return { state: isStanding(cycle) ? "paused" : "running", stoppedAt, breachedAt };
  if (breachedAt !== null) return { state: "missed", stoppedAt, breachedAt };
  return { state: isStopped ? "met" : "cancelled", stoppedAt, breachedAt };
}

/** Time that is waited out ends well at its due moment, and is broken by what ends it before. */
function waitOf(
  cycle: Cycle,
  due: number | null,
  { mergedAt, now }: { mergedAt: number | null; now: number },
): Verdict {
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
  return ended ? Math.min(ended.at, leftAt ?? Infinity) : (leftAt ?? mergedAt);
}

/** The first moment, up to `end`, at which the due moment was past and the line applied. */
function brokenAt(applied: Cycle["applied"], due: number | null, end: number): number | null {
  if (due === null || due > end) return null;
  for (const { from, to } of applied) {
    const moment = Math.max(due, from);
    if (moment <= Math.min(to ?? end, end)) return moment;
  }
  return null;
}
