import type { TicketFacts } from "../ticket/ticket-event.ts";
import type { ClockEvent } from "./clock-event.ts";
import { METRIC_RULES } from "./metrics.ts";
import { lineMatches, type PromiseLine } from "./promise-line.ts";

/** An event with what was true just after it. */
export type Step = { event: ClockEvent; facts: TicketFacts; mergedAt: number | null; answeredBefore: boolean };

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

/** Every event with the facts after it; events before the opening have none and are left out. */
export function stepsOf(events: readonly ClockEvent[], now: number): Step[] {
  const steps: Step[] = [];
  let facts: TicketFacts | null = null;
  let mergedAt: number | null = null;
  let answered = false;
  for (const event of events) {
    if (event.at > now) break;
    facts = factsAfter(facts, event);
    if (!facts) continue;
    if (event.type === "merged") mergedAt ??= event.at;
    if (event.type === "unmerged") mergedAt = null;
    steps.push({ event, facts, mergedAt, answeredBefore: answered });
    if (event.type === "answered" || event.type === "solved") answered = true;
  }
  return steps;
}

const STATE_AFTER: Partial<Record<ClockEvent["type"], TicketFacts["state"]>> = {
  solved: "solved",
  closed: "closed",
  not_solved: "open",
  reopened: "open",
};

function factsAfter(facts: TicketFacts | null, event: ClockEvent): TicketFacts | null {
  if (event.type === "opened" || event.type === "arrived") return event.facts;
  if (!facts) return null;
  if (event.type === "facts_changed") return { ...facts, ...event.changes };
  const state = STATE_AFTER[event.type];
  return state && state !== facts.state ? { ...facts, state } : facts;
}

/** All cycles of a line over the steps: one pass, whether the line applied or not, so that a line can come to apply later. */
export function cyclesOf(line: PromiseLine, steps: readonly Step[]): Cycle[] {
  const lives: Lives = { all: [], live: [] };
  for (const step of steps) {
    const effect = step.mergedAt === null ? effectOf(line, step) : null;
    if (effect !== null) meet(lives, effect, step.event);
    for (const cycle of lives.live) follow(cycle, line, step);
  }
  for (const cycle of lives.all) if (cycle.countsFrom !== null) delay(cycle, cycle.countsFrom);
  return lives.all;
}

type Lives = { all: Cycle[]; live: Cycle[] };
type Effect = "start" | "stop" | "restart" | "cancel";

function meet(lives: Lives, effect: Effect, event: ClockEvent) {
  const meant = lives.live.filter((cycle) => isMeant(cycle, event));
  if (effect === "start") {
    if (meant.length === 0) start(lives, event, false);
    for (const cycle of meant) cycle.countsFrom = countsFrom(event) ?? cycle.countsFrom;
  } else if (meant.length > 0) {
    for (const cycle of meant) end(cycle, event.at, effect === "cancel" ? "cancelled" : "stopped");
    lives.live = lives.live.filter(({ ended }) => ended === null);
    if (effect === "restart") start(lives, event, true);
  }
}

function start(lives: Lives, event: ClockEvent, restarted: boolean) {
  const cycle = begin(lives.all.length + 1, event, restarted);
  lives.all.push(cycle);
  lives.live.push(cycle);
}

/** An event about one of several is meant for that alone, any other for all. */
const isMeant = ({ subject }: Cycle, event: ClockEvent) => !("subject" in event) || event.subject === subject;

const countsFrom = (event: ClockEvent) => ("plannedFor" in event ? event.plannedFor : null);

function effectOf(line: PromiseLine, { event, answeredBefore }: Step): Effect | null {
  const rule = METRIC_RULES[line.metric];
  if (rule.starts.includes(event.type)) return rule.afterAnswer && !answeredBefore ? null : "start";
  if (rule.cancels.includes(event.type)) return "cancel";
  if (rule.stops.includes(event.type)) return isItsForm(rule.formId, event) ? "stop" : null;
  if (!rule.restarts.includes(event.type)) return null;
  if (line.target.type !== "once_before") return "restart";
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

function end(cycle: Cycle, at: number, how: "stopped" | "cancelled") {
  close(cycle.stretches, at);
  close(cycle.applied, at);
  cycle.ended = { at, how };
}

function follow(cycle: Cycle, line: PromiseLine, { event: { at }, facts, mergedAt }: Step) {
  const pausedBy = mergedAt !== null ? "merged" : line.pauses.includes(facts.state) ? facts.state : null;
  const last = cycle.stretches.at(-1);
  if (!last || last.pausedBy !== pausedBy) {
    close(cycle.stretches, at);
    cycle.stretches.push({ from: at, to: null, pausedBy });
  }
  const applies = lineMatches(line, facts);
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
