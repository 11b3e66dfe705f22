import type { ClockEvent, Metric, PromiseLine } from "../../src/domain/clocks/index.ts";
import type { TicketFacts } from "../../src/domain/ticket/ticket-facts.ts";

/**
 * What starts, keeps, calls off and renews each metric, by the table of docs/clocks.md and told apart from the engine's own. A
 * form is named by `form:` and its id; `form` is any.
 */
export type WalkedRule = {
  on: readonly string[];
  met?: readonly string[];
  off?: readonly string[];
  anew?: readonly string[];
};

const BEGUN = ["opened", "reopened", "not_solved"];
const ANSWER = ["answered", "solved"];

export const WALKED_RULES: Readonly<Record<Metric, WalkedRule>> = {
  acknowledged: { on: ["opened"], met: ["acknowledged", ...ANSWER], off: ["closed"] },
  taken_up: { on: ["opened"], met: ["taken_up", ...ANSWER], off: ["closed"] },
  first_response: { on: ["opened"], met: ANSWER, off: ["closed"] },
  next_response: { on: ["customer_message"], met: ANSWER, off: ["closed", "confirmed"] },
  diagnosis: { on: ["opened"], met: ["form:diagnosis", "solved"], off: ["closed"] },
  analysis: { on: ["taken_up"], met: ["form:analysis_report", "solved"], off: ["closed"] },
  workaround: { on: ["opened"], met: ["form:workaround", "solved"], off: ["closed"] },
  progress_update: { on: BEGUN, anew: ["answered"], off: ["solved", "closed"] },
  idle: {
    on: BEGUN,
    anew: ["answered", "taken_up", "progressed", "form", "remedy_planned"],
    off: ["solved", "closed"],
  },
  resolution: { on: BEGUN, met: ["solved"], off: ["closed"] },
  confirmation: { on: ["solved"], met: ["confirmed"], off: ["not_solved", "reopened", "closed"] },
  survey: { on: ["solved"], met: ["survey_sent"], off: ["not_solved", "reopened"] },
  remedy_plan: { on: ["follow_up_opened"], met: ["remedy_planned"], off: ["closed"] },
  transfer_response: {
    on: ["transfer_sent"],
    met: ["transfer_accepted", "transfer_returned", "transfer_answered"],
    off: ["transfer_withdrawn", "solved", "closed"],
  },
  transfer_result: {
    on: ["transfer_sent"],
    met: ["transfer_answered"],
    off: ["transfer_returned", "transfer_withdrawn", "solved", "closed"],
  },
  watch: { on: ["solved"], met: ["not_solved", "reopened"], off: ["closed", "unmerged"] },
  supplement: { on: ["supplement_asked"], met: ["supplement_received"], off: ["solved", "closed"] },
  channel_import: { on: ["arrived"], met: ["opened"], off: ["closed"] },
  call_back: { on: ["call_back_planned"], met: ["call_back_done"], off: ["call_back_dropped"] },
};

/** What an event is called in the rules. */
export const namesOf = (event: ClockEvent): string[] =>
  event.type === "form_submitted" ? ["form", `form:${event.formId}`] : [event.type];

export function factsAfter(facts: TicketFacts, event: ClockEvent): TicketFacts {
  switch (event.type) {
    case "opened":
    case "arrived":
      return event.facts;
    case "facts_changed":
      return { ...facts, ...event.changes };
    case "solved":
    case "closed":
      return { ...facts, state: event.type };
    case "reopened":
    case "not_solved":
      return { ...facts, state: "open" };
    default:
      return facts;
  }
}

/** One of the conditions holds in each thing that it names, or there is none. */
export const saysYes = ({ when }: PromiseLine, facts: TicketFacts): boolean =>
  when.length === 0 ||
  when.some(
    (each) =>
      isAmong(each.priority, facts.priority) &&
      isAmong(each.tier, facts.tier) &&
      isAmong(each.kind, facts.kind) &&
      isAmong(each.state, facts.state) &&
      isAmong(each.level, facts.level) &&
      isAmong(each.agreement, facts.agreement ?? "none") &&
      (!each.category || each.category.some((id) => `${facts.categoryId ?? ""}.`.startsWith(`${id}.`))) &&
      (!each.tag || facts.tags.some((tag) => each.tag?.includes(tag))),
  );

const isAmong = <T>(wanted: readonly T[] | undefined, is: T) => !wanted || wanted.includes(is);
