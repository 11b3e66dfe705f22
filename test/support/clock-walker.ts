import { lineMatches, type Clock, type ClockEvent, type PromiseLine } from "../../src/domain/clocks/index.ts";
import type { TicketFacts } from "../../src/domain/ticket/ticket-event.ts";
import type { WorkingCalendar } from "../../src/domain/time/index.ts";
import { slowlyMeasured } from "./minute-walker.ts";

const MINUTE = 60_000;

export type Walked = Pick<Clock, "startedAt" | "stoppedAt" | "breachedAt" | "state">;
type Life = Walked & { applies: boolean; shown: boolean; countedMs: number };

/** What starts and stops the two metrics that the walker knows. */
const STARTS = { resolution: ["opened", "reopened", "not_solved"], first_response: ["opened"] };
const STOPS = { resolution: ["solved"], first_response: ["answered", "solved"] };

type World = { line: PromiseLine; calendar: WorkingCalendar; facts: TicketFacts; life: Life | null; done: Life[] };

/**
 * Lives through every minute once and knows nothing of stretches: is it counting now, is the target used up, does the line
 * apply? One `within` line of resolution or first_response, events on whole minutes.
 */
export function walkClocks(
  line: PromiseLine,
  calendar: WorkingCalendar,
  { events, facts, now }: { events: readonly ClockEvent[]; facts: TicketFacts; now: number },
): Walked[] {
  const world: World = { line, calendar, facts, life: null, done: [] };
  for (let at = events[0]?.at ?? now; at <= now; at += MINUTE) {
    for (const event of events) if (event.at === at) meet(world, event);
    if (world.life) live(world, world.life, at, now);
  }
  if (world.life) bury(world);
  return world.done.map(({ startedAt, stoppedAt, breachedAt, state }) => ({ startedAt, stoppedAt, breachedAt, state }));
}

function meet(world: World, event: ClockEvent) {
  const metric = world.line.metric as keyof typeof STARTS;
  world.facts = factsAfter(world.facts, event);
  if (world.life && STOPS[metric].includes(event.type)) finish(world, event.at, "met");
  else if (world.life && event.type === "closed") finish(world, event.at, "cancelled");
  else if (!world.life && STARTS[metric].includes(event.type)) world.life = born(event.at);
  if (world.life) apply(world, world.life, event.at);
}

function factsAfter(facts: TicketFacts, event: ClockEvent): TicketFacts {
  if (event.type === "facts_changed") return { ...facts, ...event.changes };
  if (event.type === "solved" || event.type === "closed") return { ...facts, state: event.type };
  return event.type === "reopened" || event.type === "not_solved" ? { ...facts, state: "open" } : facts;
}

const born = (at: number): Life => ({
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
  if (applies) Object.assign(life, { applies, shown: true, stoppedAt: null });
  else if (life.applies) {
    breakIfUsedUp(world, life, at);
    Object.assign(life, { applies, stoppedAt: at, state: life.breachedAt === null ? "cancelled" : "missed" });
  }
}

function finish(world: World, at: number, verdict: "met" | "cancelled") {
  const life = world.life as Life;
  if (life.applies) {
    if (verdict === "cancelled") breakIfUsedUp(world, life, at);
    Object.assign(life, { stoppedAt: at, state: life.breachedAt === null ? verdict : "missed" });
  }
  bury(world);
}

function bury(world: World) {
  if (world.life?.shown) world.done.push(world.life);
  world.life = null;
}

function live(world: World, life: Life, at: number, now: number) {
  breakIfUsedUp(world, life, at);
  const standing = world.line.pauses.includes(world.facts.state);
  if (life.applies) life.state = standing ? "paused" : "running";
  if (!standing && at < now) life.countedMs += slowlyMeasured(world.calendar, at, at + MINUTE);
}

function breakIfUsedUp({ line: { target } }: World, life: Life, at: number) {
  if (target.type === "within" && life.applies && life.countedMs >= target.ms) life.breachedAt ??= at;
}
