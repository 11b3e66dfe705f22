import type { TicketHistory } from "../../src/domain/backtest/index.ts";
import type { ClockEvent } from "../../src/domain/clocks/index.ts";
import { factsFrom, type TicketFacts } from "../../src/domain/ticket/ticket-facts.ts";
import { PRIORITIES, TICKET_KINDS } from "../../src/domain/ticket/vocabulary.ts";

const START = Date.UTC(2025, 0, 6);
const MINUTE_MS = 60_000;
const OPENING_GAP_MINUTES_MAX = 8;
const PAUSE_MINUTES_MAX = 300;
const TEAMS = ["支持一组", "支持二组", "Night desk"];
const CATEGORIES = ["fault.software", "fault.outage", "usage", null];

/** The same numbers from the same seed on every machine: mulberry32, below 1. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Tickets of 6 to 12 events, about nine on average, one after another over months. */
export function* syntheticHistory(tickets: number, seed = 1): Generator<TicketHistory> {
  const number = numbersFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(number() * from.length)] as T;
  let openedAt = START;
  for (let ticket = 1; ticket <= tickets; ticket++) {
    openedAt += Math.floor(number() * OPENING_GAP_MINUTES_MAX * MINUTE_MS);
    const facts = factsFrom({
      kind: pick(TICKET_KINDS),
      categoryId: pick(CATEGORIES),
      priority: pick(PRIORITIES),
      tier: "basic",
      channel: "email",
      state: "open",
      tags: [],
    });
    yield { name: `S-${ticket}`, team: pick(TEAMS), events: lifeOf(facts, openedAt, number) };
  }
}

function lifeOf(facts: TicketFacts, openedAt: number, number: () => number): ClockEvent[] {
  let at = openedAt;
  const later = () => (at += Math.ceil(number() ** 3 * PAUSE_MINUTES_MAX) * MINUTE_MS);
  const events: ClockEvent[] = [
    { at, type: "opened", facts },
    { at: later(), type: "taken_up" },
    { at: later(), type: "answered", kind: "reply" },
  ];
  const rounds = Math.floor(number() * 3);
  for (let round = 0; round < rounds; round++)
    events.push(
      { at: later(), type: "facts_changed", changes: { state: "waiting_customer" } },
      { at: later(), type: "customer_message" },
      { at, type: "facts_changed", changes: { state: "open" } },
      { at: later(), type: "answered", kind: "progress_update" },
    );
  events.push({ at: later(), type: "solved" });
  if (number() < 0.1) events.push({ at: later(), type: "not_solved" }, { at: later(), type: "solved" });
  events.push({ at: later(), type: "confirmed" }, { at, type: "closed" });
  return events;
}
