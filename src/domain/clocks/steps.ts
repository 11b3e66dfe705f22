import type { TicketFacts } from "../ticket/ticket-event.ts";
import type { ClockEvent } from "./clock-event.ts";

/** An event with what was true just after it; `era` numbers the facts, so that a line is asked once about each. */
export type Step = {
  event: ClockEvent;
  facts: TicketFacts;
  era: number;
  mergedAt: number | null;
  answeredBefore: boolean;
  /** Facts or merging differ from the step before. */
  changed: boolean;
};

/** Every event with the facts after it; events before the opening have none and are left out. */
export function stepsOf(events: readonly ClockEvent[], now: number): Step[] {
  const steps: Step[] = [];
  let facts: TicketFacts | null = null;
  let mergedAt: number | null = null;
  let answered = false;
  let era = -1;
  for (const event of events) {
    if (event.at > now) break;
    const before: TicketFacts | null = facts;
    facts = factsAfter(before, event);
    if (!facts) continue;
    if (facts !== before) era += 1;
    const changed = facts !== before || event.type === "merged" || event.type === "unmerged";
    if (event.type === "merged") mergedAt ??= event.at;
    if (event.type === "unmerged") mergedAt = null;
    steps.push({ event, facts, era, mergedAt, answeredBefore: answered, changed });
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
