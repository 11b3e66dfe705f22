import type { ClockEvent } from "../../../domain/clocks/index.ts";
import type { TicketFacts } from "../../../domain/ticket/ticket-facts.ts";
import type { EventWord } from "./event-words.ts";

/** One row of a case: what it means, and the facts it stands beside. */
export type CaseRow = { at: number; words: readonly EventWord[]; facts: TicketFacts };

type State = { waiting: boolean; solved: boolean; closed: boolean };

/** After the end these mean that work goes on: the case was opened again. */
const WORK = new Set<EventWord>([
  "taken_up",
  "progressed",
  "waiting_customer",
  "waiting_department",
  "waiting_third_party",
]);

/** Said of a case without moving it. */
const STILL = new Set<EventWord>(["opened", "nothing", "acknowledged", "survey_sent"]);

/**
 * The rows of a case, in order of time, as the events of a ticket. The first row opens it; whatever comes after a waiting ends
 * the waiting; work after the end opens it again; what says the same twice says it once.
 */
export function caseEvents(rows: readonly CaseRow[], lastRowSolves: boolean): ClockEvent[] {
  const [first] = rows;
  if (!first) return [];
  const events: ClockEvent[] = [{ at: first.at, type: "opened", facts: first.facts }];
  const state: State = { waiting: false, solved: false, closed: false };
  let facts = first.facts;
  for (const row of rows) {
    if (row.facts !== facts) events.push({ at: row.at, type: "facts_changed", changes: changesOf(facts, row.facts) });
    facts = row.facts;
    for (const word of row.words) addWord(events, state, word, row.at);
  }
  const last = rows.at(-1) as CaseRow;
  if (lastRowSolves && !state.solved && !state.closed) addWord(events, state, "solved", last.at);
  return events;
}

/** The state is that of the events, not of a column. */
function changesOf(before: TicketFacts, after: TicketFacts): Partial<TicketFacts> {
  const changed = Object.entries(after).filter(
    ([fact, value]) => fact !== "state" && value !== before[fact as keyof TicketFacts],
  );
  return Object.fromEntries(changed) as Partial<TicketFacts>;
}

function addWord(events: ClockEvent[], state: State, word: EventWord, at: number): void {
  if (STILL.has(word)) {
    if (word === "acknowledged" || word === "survey_sent") events.push({ at, type: word });
    return;
  }
  if ((state.solved || state.closed) && (WORK.has(word) || word.startsWith("form:"))) {
    events.push({ at, type: "reopened" });
    Object.assign(state, { waiting: false, solved: false, closed: false });
  }
  if (state.waiting) {
    events.push({ at, type: "facts_changed", changes: { state: "open" } });
    state.waiting = false;
  }
  addMove(events, state, word, at);
}

function addMove(events: ClockEvent[], state: State, word: EventWord, at: number): void {
  switch (word) {
    case "waiting_customer":
    case "waiting_department":
    case "waiting_third_party":
      state.waiting = true;
      events.push({ at, type: "facts_changed", changes: { state: word } });
      return;
    case "solved":
    case "closed":
    case "cancelled":
      return addEnd(events, state, word, at);
    case "not_solved":
    case "reopened":
      if (state.solved || state.closed) events.push({ at, type: word });
      state.solved = state.closed = false;
      return;
    default:
      return addPlain(events, word, at);
  }
}

function addEnd(events: ClockEvent[], state: State, word: "solved" | "closed" | "cancelled", at: number): void {
  if (!state.solved && !state.closed && word !== "cancelled") events.push({ at, type: "solved" });
  if (word !== "solved" && !state.closed) events.push({ at, type: "closed" });
  state.solved ||= word !== "cancelled";
  state.closed ||= word !== "solved";
}

function addPlain(events: ClockEvent[], word: EventWord, at: number): void {
  switch (word) {
    case "answered":
      events.push({ at, type: "answered", kind: "reply" });
      return;
    case "progress_update":
    case "result_notice":
      events.push({ at, type: "answered", kind: word });
      return;
    case "customer_message":
    case "taken_up":
    case "progressed":
    case "confirmed":
    case "follow_up_opened":
    case "remedy_planned":
      events.push({ at, type: word });
      return;
    default:
      if (word.startsWith("form:")) events.push({ at, type: "form_submitted", formId: word.slice("form:".length) });
  }
}
