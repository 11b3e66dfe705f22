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
  startedAt: number;
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
  if (event.type === "opened") return event.facts;
  if (!facts) return null;
  if (event.type === "facts_changed") return { ...facts, ...event.changes };
  const state = STATE_AFTER[event.type];
  return state && state !== facts.state ? { ...facts, state } : facts;
}

/** All cycles of a line over the steps: one pass, whether the line applied or not, so that a line can come to apply later. */
export function cyclesOf(line: PromiseLine, steps: readonly Step[]): Cycle[] {
  const cycles: Cycle[] = [];
  let live: Cycle | null = null;
  for (const step of steps) {
    const { at } = step.event;
    const effect = step.mergedAt === null ? effectOf(line, step) : null;
    if (live && (effect === "stop" || effect === "cancel" || effect === "restart")) {
      end(live, at, effect === "cancel" ? "cancelled" : "stopped");
      live = null;
      if (effect === "restart") cycles.push((live = begin(cycles.length + 1, at, true)));
    } else if (!live && effect === "start") {
      cycles.push((live = begin(cycles.length + 1, at, false)));
    }
    if (live) follow(live, line, step);
  }
  return cycles;
}

function effectOf(line: PromiseLine, { event, answeredBefore }: Step): "start" | "stop" | "restart" | "cancel" | null {
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

const begin = (number: number, at: number, restarted: boolean): Cycle => ({
  number,
  startedAt: at,
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

function close(spans: { to: number | null }[], at: number) {
  const last = spans.at(-1);
  if (last && last.to === null) last.to = at;
}
