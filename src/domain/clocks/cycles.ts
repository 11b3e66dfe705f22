import type { ClockEvent, ClockEventType } from "./clock-event.ts";
import { METRIC_RULES, METRICS, type Metric } from "./metrics.ts";
import type { PromiseLine } from "./promise-line.ts";
import type { Step } from "./steps.ts";

/** Time that runs or stands still; `to` null is still going on. */
export type Stretch = { from: number; to: number | null; pausedBy: string | null };

/** One life of a line on a ticket, whether or not the line applied; `applied` holds the times in which it did. */
export type Cycle = {
  number: number;
  /** The one transfer of several that it is about; null where there is nothing to tell apart. */
  subject: string | null;
  startedAt: number;
  /** What is planned for a moment does not count before it; null counts from the start. */
  countsFrom: number | null;
  restarted: boolean;
  stretches: Stretch[];
  applied: { from: number; to: number | null }[];
  ended: { at: number; how: "stopped" | "cancelled" } | null;
};

/**
 * All cycles of a line over the steps: one pass, whether the line applied or not, so that a line can come to apply later.
 * `applies` says of each era whether the line matched its facts.
 */
export function cyclesOf(line: PromiseLine, steps: readonly Step[], applies: readonly boolean[]): Cycle[] {
  const lives: Lives = { all: [], live: [] };
  const meanings = MEANINGS.get(line.metric);
  for (const step of steps) {
    const meaning = step.mergedAt === null ? meanings?.get(step.event.type) : undefined;
    const effect = meaning === undefined ? null : effectOf(line, meaning, step);
    if (effect !== null) meet(lives, effect, step.event);
    if (effect === null && !step.changed) continue;
    for (const cycle of lives.live) follow(cycle, line, step, applies[step.era] === true);
  }
  for (const cycle of lives.all) if (cycle.countsFrom !== null) delay(cycle, cycle.countsFrom);
  return lives.all;
}

type Lives = { all: Cycle[]; live: Cycle[] };
type Effect = "start" | "stop" | "restart" | "cancel";

function meet(lives: Lives, effect: Effect, event: ClockEvent) {
  const meant = lives.live.filter((cycle) => isMeant(cycle, event));
  if (effect === "start") {
    // Planned for another moment, the old plan is called off, and missed if it was overdue.
    if (countsFrom(event) !== null) finish(lives, meant, { at: event.at, how: "cancelled" });
    if (countsFrom(event) !== null || meant.length === 0) start(lives, event, false);
  } else if (meant.length > 0) {
    finish(lives, meant, { at: event.at, how: effect === "cancel" ? "cancelled" : "stopped" });
    if (effect === "restart") start(lives, event, true);
  }
}

function finish(lives: Lives, meant: readonly Cycle[], ended: NonNullable<Cycle["ended"]>) {
  for (const cycle of meant) end(cycle, ended);
  lives.live = lives.live.filter((cycle) => cycle.ended === null);
}

function start(lives: Lives, event: ClockEvent, restarted: boolean) {
  const cycle = begin(lives.all.length + 1, event, restarted);
  lives.all.push(cycle);
  lives.live.push(cycle);
}

/** An event about one of several is meant for that alone, any other for all. */
const isMeant = ({ subject }: Cycle, event: ClockEvent) => !("subject" in event) || event.subject === subject;

const countsFrom = (event: ClockEvent) => ("plannedFor" in event ? event.plannedFor : null);

/** What each event means to each metric; what starts goes before what cancels, that before what stops. */
const MEANINGS: ReadonlyMap<Metric, ReadonlyMap<ClockEventType, Effect>> = new Map(
  METRICS.map((metric) => {
    const { starts, cancels, stops, restarts } = METRIC_RULES[metric];
    const named = (types: readonly ClockEventType[], effect: Effect) => types.map((type) => [type, effect] as const);
    const meanings = [
      ...named(restarts, "restart"),
      ...named(stops, "stop"),
      ...named(cancels, "cancel"),
      ...named(starts, "start"),
    ];
    return [metric, new Map(meanings)];
  }),
);

function effectOf(line: PromiseLine, meaning: Effect, { event, answeredBefore }: Step): Effect | null {
  const rule = METRIC_RULES[line.metric];
  if (meaning === "start") return rule.afterAnswer && !answeredBefore ? null : "start";
  if (meaning === "stop") return isItsForm(rule.formId, event) ? "stop" : null;
  if (meaning === "cancel" || line.target.type !== "once_before") return meaning;
  // The first answer is a response; news before the end is what comes after it, or says that it is news.
  const isNews = event.type === "answered" && (event.kind === "progress_update" || answeredBefore);
  return isNews ? "stop" : null;
}

const isItsForm = (formId: string | null, event: ClockEvent) =>
  event.type !== "form_submitted" || event.formId === formId;

const begin = (number: number, event: ClockEvent, restarted: boolean): Cycle => ({
  number,
  subject: "subject" in event ? event.subject : null,
  startedAt: event.at,
  countsFrom: countsFrom(event),
  restarted,
  stretches: [],
  applied: [],
  ended: null,
});

function end(cycle: Cycle, ended: NonNullable<Cycle["ended"]>) {
  close(cycle.stretches, ended.at);
  close(cycle.applied, ended.at);
  cycle.ended = ended;
}

function follow(cycle: Cycle, line: PromiseLine, { event: { at }, facts, mergedAt }: Step, applies: boolean) {
  const pausedBy = mergedAt !== null ? "merged" : line.pauses.includes(facts.state) ? facts.state : null;
  const last = cycle.stretches.at(-1);
  if (!last || last.pausedBy !== pausedBy) {
    close(cycle.stretches, at);
    cycle.stretches.push({ from: at, to: null, pausedBy });
  }
  const applying = cycle.applied.at(-1)?.to === null;
  if (applies && !applying) cycle.applied.push({ from: at, to: null });
  if (!applies && applying) leave(cycle.applied, at);
}

/** A line that applied for no time at all, between two changes of one moment, never applied. */
function leave(applied: Cycle["applied"], at: number) {
  if (applied.at(-1)?.from === at) applied.pop();
  else close(applied, at);
}

/** Time before the planned moment stands still, that which is still to come included. */
function delay(cycle: Cycle, countsFrom: number) {
  cycle.stretches = cycle.stretches.flatMap((stretch) => {
    const { from, to } = stretch;
    if (from >= countsFrom) return [stretch];
    const before = { from, to: Math.min(to ?? countsFrom, countsFrom), pausedBy: "planned" };
    return to === null || to > countsFrom ? [before, { ...stretch, from: countsFrom }] : [before];
  });
}

function close(spans: { to: number | null }[], at: number) {
  const last = spans.at(-1);
  if (last && last.to === null) last.to = at;
}
