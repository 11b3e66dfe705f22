import { lineMatches, type Clock, type ClockEvent, type PromiseLine } from "../../src/domain/clocks/index.ts";
import type { TicketFacts } from "../../src/domain/ticket/ticket-event.ts";
import type { WorkingCalendar } from "../../src/domain/time/index.ts";
import { slowlyMeasured } from "./minute-walker.ts";

const MINUTE = 60_000;

export type Walked = Pick<Clock, "startedAt" | "stoppedAt" | "breachedAt" | "state">;
type Life = Walked & {
  subject: string | null;
  countsFrom: number;
  applies: boolean;
  shown: boolean;
  countedMs: number;
};
type Verdict = "met" | "cancelled";

/** What starts, stops, calls off and renews the metrics that the walker knows; told apart from the engine's own table. */
type Rule = { on: readonly string[]; met: readonly string[]; off: readonly string[]; anew?: readonly string[] };
const TRANSFER_OVER = ["transfer_withdrawn", "solved", "closed"];
const RULES = {
  resolution: { on: ["opened", "reopened", "not_solved"], met: ["solved"], off: ["closed"] },
  first_response: { on: ["opened"], met: ["answered", "solved"], off: ["closed"] },
  next_response: { on: ["customer_message"], met: ["answered", "solved"], off: ["closed", "confirmed"] },
  progress_update: {
    on: ["opened", "reopened", "not_solved"],
    met: [],
    off: ["solved", "closed"],
    anew: ["answered"],
  },
  transfer_response: {
    on: ["transfer_sent"],
    met: ["transfer_accepted", "transfer_returned", "transfer_answered"],
    off: TRANSFER_OVER,
  },
  transfer_result: {
    on: ["transfer_sent"],
    met: ["transfer_answered"],
    off: ["transfer_returned", ...TRANSFER_OVER],
  },
  watch: { on: ["solved"], met: ["not_solved", "reopened"], off: ["closed", "unmerged"] },
  supplement: { on: ["supplement_asked"], met: ["supplement_received"], off: ["solved", "closed"] },
  channel_import: { on: ["arrived"], met: ["opened"], off: ["closed"] },
  call_back: { on: ["call_back_planned"], met: ["call_back_done"], off: ["call_back_dropped"] },
} satisfies Partial<Record<PromiseLine["metric"], Rule>>;

export const WALKED_METRICS = Object.keys(RULES) as (keyof typeof RULES)[];

type World = {
  line: PromiseLine;
  rule: Rule;
  calendar: WorkingCalendar;
  facts: TicketFacts;
  lives: Life[];
  done: Life[];
  answered: boolean;
  mergedAt: number | null;
};

/**
 * Lives through every minute once and knows nothing of stretches: is it counting now, is the target used up, does the line
 * apply? One `within` or `every` line, events on whole minutes.
 */
export function walkClocks(
  line: PromiseLine,
  calendar: WorkingCalendar,
  { events, facts, now }: { events: readonly ClockEvent[]; facts: TicketFacts; now: number },
): Walked[] {
  const rule = RULES[line.metric as keyof typeof RULES];
  const world: World = { line, rule, calendar, facts, lives: [], done: [], answered: false, mergedAt: null };
  for (let at = events[0]?.at ?? now; at <= now; at += MINUTE) {
    for (const event of events) if (event.at === at) meet(world, event);
    for (const life of world.lives) live(world, life, at, now);
  }
  for (const life of world.lives) {
    if (world.mergedAt !== null && life.applies) breakOff(life, world.mergedAt);
    bury(world, life);
  }
  return world.done
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .map(({ startedAt, stoppedAt, breachedAt, state }) => ({ startedAt, stoppedAt, breachedAt, state }));
}

function meet(world: World, event: ClockEvent) {
  const { at, type } = event;
  world.facts = factsAfter(world.facts, event);
  if (type === "unmerged") world.mergedAt = null;
  if (type === "merged") {
    for (const life of world.lives) breakIfUsedUp(world, life, at);
    world.mergedAt ??= at;
  }
  if (world.mergedAt === null) change(world, event);
  if (type === "answered" || type === "solved") world.answered = true;
  for (const life of world.lives) apply(world, life, at);
}

function change(world: World, event: ClockEvent) {
  const { rule, line } = world;
  const { at, type } = event;
  const subject = "subject" in event ? event.subject : null;
  const meant = world.lives.filter((life) => subject === null || life.subject === subject);
  const finishAll = (verdict: Verdict) => meant.forEach((life) => finish(world, life, at, verdict));
  const begin = () => world.lives.push(born(at, subject, "plannedFor" in event ? event.plannedFor : at));
  if (rule.on.includes(type)) {
    if (line.metric === "next_response" && !world.answered) return;
    if (line.metric === "call_back") finishAll("cancelled");
    if (line.metric === "call_back" || meant.length === 0) begin();
  } else if (rule.off.includes(type)) finishAll("cancelled");
  else if (rule.met.includes(type)) finishAll("met");
  else if (rule.anew?.includes(type) && meant.length > 0) {
    finishAll("met");
    begin();
  }
}

function factsAfter(facts: TicketFacts, event: ClockEvent): TicketFacts {
  if (event.type === "facts_changed") return { ...facts, ...event.changes };
  if (event.type === "solved" || event.type === "closed") return { ...facts, state: event.type };
  return event.type === "reopened" || event.type === "not_solved" ? { ...facts, state: "open" } : facts;
}

const born = (at: number, subject: string | null, countsFrom: number): Life => ({
  subject,
  countsFrom,
  startedAt: at,
  stoppedAt: null,
  breachedAt: null,
  state: "running",
  applies: false,
  shown: false,
  countedMs: 0,
});

function apply(world: World, life: Life, at: number) {
  const applies = lineMatches(world.line, world.facts);
  if (applies) Object.assign(life, { applies, shown: true }, isWaitedOut(world, life) ? {} : { stoppedAt: null });
  else if (life.applies) {
    breakIfUsedUp(world, life, at);
    life.applies = false;
    if (!isWaitedOut(world, life)) breakOff(life, at);
  }
}

/** Called off: kept by nobody, but missed if it was overdue. */
function breakOff(life: Life, at: number) {
  if (life.state === "met") return;
  Object.assign(life, { stoppedAt: at, state: life.breachedAt === null ? "cancelled" : "missed" });
}

function finish(world: World, life: Life, at: number, verdict: Verdict) {
  const waits = world.line.metric === "watch";
  if (life.applies) {
    if (verdict === "cancelled" || waits) breakIfUsedUp(world, life, at);
    if (!isWaitedOut(world, life)) {
      // What is waited out is broken by being stopped.
      if (waits && verdict === "met") life.breachedAt = at;
      Object.assign(life, { stoppedAt: at, state: life.breachedAt === null ? verdict : "missed" });
    }
  }
  bury(world, life);
}

function bury(world: World, life: Life) {
  if (life.shown) world.done.push(life);
  world.lives = world.lives.filter((each) => each !== life);
}

const isWaitedOut = ({ line }: World, life: Life) => line.metric === "watch" && life.state === "met";

function live(world: World, life: Life, at: number, now: number) {
  breakIfUsedUp(world, life, at);
  const standing = world.mergedAt !== null || world.line.pauses.includes(world.facts.state);
  if (life.applies && !isWaitedOut(world, life)) life.state = standing ? "paused" : "running";
  if (!standing && at >= life.countsFrom && at < now) life.countedMs += slowlyMeasured(world.calendar, at, at + MINUTE);
}

function breakIfUsedUp({ line: { target, metric } }: World, life: Life, at: number) {
  if (target.type !== "within" && target.type !== "every") return;
  if (!life.applies || life.countedMs < target.ms || life.breachedAt !== null) return;
  if (metric !== "watch") life.breachedAt = at;
  else if (life.state !== "met") Object.assign(life, { state: "met", stoppedAt: at });
}
