import type { TicketFacts } from "../ticket/ticket-event.ts";
import type { CompiledCalendar } from "../time/index.ts";
import type { ClockEvent } from "./clock-event.ts";
import type { Clock } from "./clock.ts";
import { cyclesOf, type Cycle } from "./cycles.ts";
import { deadlineOf, type Deadline } from "./due-moment.ts";
import { ledgerOf } from "./ledger.ts";
import { onceBefore, type Anchor, type Once } from "./once-before.ts";
import { lineMatches, type PromiseLine } from "./promise-line.ts";
import { stepsOf, type Step } from "./steps.ts";
import { verdictOf } from "./verdict.ts";

type Told = Map<string, { warnedShares: number[]; breached: boolean }>;

/**
 * Every clock of a ticket at `now`: a pure fold, linear in events. Lines are matched against the facts after each event and
 * folded from the original start, so a line that comes to apply later has counted from the beginning, by its own
 * calendar and pauses: nothing restarts, nothing is lost. A cycle shows once its line has applied during its life; a line
 * that no longer applies ends it as cancelled, or missed if it was overdue. The due moment itself still keeps the promise
 * of a stop at that moment, and breaks it where nothing stopped. Merging stands clocks still and shows them cancelled;
 * unmerging lets them run on. Events after `now` are ignored. `ledgers: false` leaves the ledgers empty, for who only asks
 * how the promises stand.
 */
export function foldClocks(given: {
  lines: readonly PromiseLine[];
  calendars: ReadonlyMap<string, CompiledCalendar>;
  events: readonly ClockEvent[];
  now: number;
  ledgers?: boolean;
}): Clock[] {
  const steps = stepsOf(given.events, given.now);
  const eras = erasOf(steps);
  const scene: Scene = {
    steps,
    told: toldBy(steps),
    mergedAt: steps.at(-1)?.mergedAt ?? null,
    now: given.now,
    calendars: given.calendars,
    ledgers: given.ledgers ?? true,
  };
  const anchors: Anchor[] = [];
  const anchored: { line: PromiseLine; cycles: Cycle[] }[] = [];
  for (const line of given.lines) {
    const applies = eras.map((facts) => lineMatches(line, facts));
    if (!applies.includes(true)) continue;
    const cycles = cyclesOf(line, steps, applies).filter(({ applied }) => applied.length > 0);
    if (line.target.type === "once_before") anchored.push({ line, cycles });
    else for (const cycle of cycles) anchors.push(anchorOf(scene, line, cycle));
  }
  const once = anchored.flatMap(({ line, cycles }) => {
    const before = anchors.filter(({ clock }) => isBefore(line, clock));
    return cycles.map((cycle) => clockOf(scene, line, { cycle, once: onceBefore(cycle, before, scene.now) }));
  });
  return [...anchors.map(({ clock }) => clock), ...once];
}

type Scene = {
  steps: readonly Step[];
  told: Told;
  mergedAt: number | null;
  now: number;
  calendars: ReadonlyMap<string, CompiledCalendar>;
  ledgers: boolean;
};

/** The facts of each era, in order. */
function erasOf(steps: readonly Step[]): TicketFacts[] {
  const eras: TicketFacts[] = [];
  for (const { facts, era } of steps) if (era === eras.length) eras.push(facts);
  return eras;
}

const isBefore = ({ target }: PromiseLine, { metric }: Clock) =>
  target.type === "once_before" && target.metric === metric;

const anchorOf = (scene: Scene, line: PromiseLine, cycle: Cycle): Anchor => ({
  line,
  cycle,
  calendar: scene.calendars.get(line.calendar) ?? null,
  clock: clockOf(scene, line, { cycle, once: null }),
});

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

const NOTHING_TOLD: Clock["told"] = { warnedShares: [], breached: false };

function clockOf(scene: Scene, line: PromiseLine, of: { cycle: Cycle; once: Once | null }): Clock {
  const { cycle, once } = of;
  const calendar = scene.calendars.get(line.calendar) ?? null;
  const { due, warnings }: Deadline = calendar
    ? deadlineOf(line, cycle, { calendar, anchor: once?.dueAt ?? null })
    : { due: { at: null, problem: { code: "calendar_missing", params: { calendar: line.calendar } } }, warnings: [] };
  const { state, stoppedAt, breachedAt } = verdictOf(line.metric, cycle, { at: due.at, breakAt: once?.breakAt }, scene);
  const id = `${line.id}#${cycle.number}`;
  return {
    id,
    lineId: line.id,
    metric: line.metric,
    startedAt: cycle.startedAt,
    dueAt: due.at,
    state,
    stoppedAt,
    breachedAt,
    warnAt: warnings.map(({ at }) => at),
    warnings,
    targetMs: line.target.type === "within" || line.target.type === "every" ? line.target.ms : null,
    ledger: scene.ledgers ? ledgerOf(cycle.stretches, calendar, stoppedAt ?? scene.now) : [],
    told: scene.told.get(id) ?? NOTHING_TOLD,
    problem: due.problem,
  };
}
