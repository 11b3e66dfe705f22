import type { TicketEvent, TicketEventBody } from "../ticket/ticket-event.ts";
import { factsFrom } from "../ticket/ticket-facts.ts";
import type { OutgoingKind } from "../ticket/vocabulary.ts";
import type { ClockEvent } from "./clock-event.ts";

type Moment = ClockEvent extends infer E ? (E extends { at: number } ? Omit<E, "at"> : never) : never;

/**
 * What a ticket's events mean to its clocks, in their order. A message that was withdrawn before it left was never sent.
 * Only people make progress: a rule that notes or assigns does not.
 */
export function clockEvents(events: readonly TicketEvent[]): ClockEvent[] {
  const withdrawn = new Set<string>();
  for (const { body } of events) if (body.type === "message_withdrawn") withdrawn.add(body.messageId);
  const clockEvents: ClockEvent[] = [];
  let at = -Infinity;
  for (const event of events) {
    // Nodes whose clocks differ by a little must not let a ticket's time run backwards.
    at = Math.max(at, event.at);
    const { body } = event;
    if (body.type === "opened" && body.arrivedAt !== undefined && body.arrivedAt <= at)
      clockEvents.push({ at: body.arrivedAt, type: "arrived", facts: factsFrom(body.facts) });
    for (const moment of momentsOf(event, withdrawn)) clockEvents.push({ at, ...moment });
  }
  return clockEvents;
}

const PROGRESS: readonly Moment[] = [{ type: "progressed" }];

function momentsOf({ body, actor }: TicketEvent, withdrawn: ReadonlySet<string>): Moment[] {
  const progress = actor.kind === "staff" ? PROGRESS : [];
  switch (body.type) {
    case "opened":
      return [{ type: "opened", facts: factsFrom(body.facts) }];
    case "facts_changed":
      return [{ type: "facts_changed", changes: body.changes }, ...(movesForward(body) ? progress : [])];
    case "assigned":
      return [...(body.assigneeId && actor.kind !== "rule" ? [{ type: "taken_up" } as const] : []), ...progress];
    case "note_added":
    case "step_done":
    case "approval_given":
      return [...progress];
    case "customer_message":
      return body.automatic ? [] : [{ type: "customer_message" }];
    case "message_sent":
      return withdrawn.has(body.messageId) ? [] : sent(body.kind);
    case "survey_sent":
    case "supplement_asked":
      return withdrawn.has(body.messageId) ? [] : [{ type: body.type }];
    default:
      return [...plainMoments(body), ...(MOVES_FORWARD.has(body.type) ? progress : [])];
  }
}

function plainMoments(body: TicketEventBody): Moment[] {
  switch (body.type) {
    case "closed":
      return [{ type: body.by === "merge" ? "merged" : "closed" }];
    case "reopened":
      return [...(body.by === "unmerge" ? [{ type: "unmerged" } as const] : []), { type: "reopened" }];
    case "form_submitted":
      return [{ type: "form_submitted", formId: body.formId }];
    case "merged_into":
      return [{ type: "merged" }];
    case "clock_warned":
      return [{ type: "warning_told", clockId: body.clockId, share: body.share }];
    case "clock_breached":
      return [{ type: "breach_told", clockId: body.clockId }];
    case "transfer_sent":
    case "transfer_accepted":
    case "transfer_returned":
    case "transfer_answered":
    case "transfer_withdrawn":
      return [{ type: body.type, subject: body.transferId }];
    case "call_back_planned":
      return [{ type: "call_back_planned", plannedFor: body.plannedFor }];
    default:
      return isSame(body.type) ? [{ type: body.type }] : [];
  }
}

/** Events that mean to clocks what they are called. */
const SAME = [
  "solved",
  "confirmed",
  "not_solved",
  "survey_sent",
  "follow_up_opened",
  "remedy_planned",
  "unmerged",
  "supplement_received",
  "call_back_done",
  "call_back_dropped",
] as const;
const isSame = (type: string): type is (typeof SAME)[number] => (SAME as readonly string[]).includes(type);

/** Besides what has a meaning of its own to the clocks, these are steps of a person. */
const MOVES_FORWARD: ReadonlySet<TicketEventBody["type"]> = new Set<TicketEventBody["type"]>([
  "transfer_sent",
  "transfer_accepted",
  "transfer_returned",
  "transfer_answered",
  "call_back_planned",
  "call_back_done",
]);

const movesForward = ({ changes }: Extract<TicketEventBody, { type: "facts_changed" }>) =>
  ["state", "priority", "categoryId", "kind", "level"].some((fact) => fact in changes);

function sent(kind: OutgoingKind): Moment[] {
  if (kind === "acknowledgement") return [{ type: "acknowledged" }];
  return kind === "reply" || kind === "progress_update" || kind === "result_notice" ? [{ type: "answered", kind }] : [];
}
