import { accepted, refused } from "../result.ts";
import type { Ticket } from "./ticket.ts";
import { isOpen } from "./ticket.ts";
import type { TicketEventBody } from "./ticket-event.ts";
import type { Satisfaction } from "./vocabulary.ts";
import { passGates, type OpenDemand, type Override } from "./pass-gates.ts";
import { withdrawAll } from "./transfer-commands.ts";
import { notWhile, type Decision } from "./work-commands.ts";

/**
 * Solves a ticket once the gates have what they demand, or a supervisor overrides with a reason. Refused when the customer
 * has written something that who solves has not read: it would stand unread on a solved case.
 */
export function solve(
  ticket: Ticket,
  input: { demands: readonly OpenDemand[]; override: Override; resultNoticeId: string | null; seenSeq: number | null },
): Decision {
  if (!isOpen(ticket) || ticket.facts.state === "solved") return notWhile(ticket);
  if (input.seenSeq !== null && ticket.lastCustomerSeq > input.seenSeq) return refused("unseen_messages");
  const passed = passGates(input.demands, input.override);
  if (!passed.ok) return passed;
  return accepted([...passed.value, ...withdrawAll(ticket), { type: "solved", resultNoticeId: input.resultNoticeId }]);
}

export type Closing = {
  by: "customer" | "agent" | "rule";
  rule: string | null;
  demands: readonly OpenDemand[];
  override: Override;
};

/** Closes a solved ticket: confirmed by the customer, by the stated rule, or by a supervisor with a reason. */
export function close(ticket: Ticket, closing: Closing): Decision {
  if (ticket.facts.state !== "solved") return notWhile(ticket);
  const passed = passGates(closing.demands, closing.override);
  if (!passed.ok) return passed;
  return accepted([...passed.value, { type: "closed", by: closing.by, rule: closing.rule }]);
}

/**
 * The customer's yes closes the case, unless a gate wants something more, such as a watch that is not over (REQ: HA-19): the yes
 * is kept then, and the case closes when that is there. `demands`: what is left once he has confirmed.
 */
export function confirm(ticket: Ticket, by: "customer" | "agent", demands: readonly OpenDemand[] = []): Decision {
  if (ticket.confirmed) return refused("already_answered");
  if (ticket.facts.state !== "solved") return notWhile(ticket);
  const closed: TicketEventBody[] = demands.length === 0 ? [{ type: "closed", by, rule: null }] : [];
  return accepted([{ type: "confirmed", by }, ...closed]);
}

/** The customer says it is not solved: the case is open again, with a second follow-up by a supervisor. */
export function notSolved(
  ticket: Ticket,
  input: { reasonDigest: string | null; followUpOwner: string | null },
): Decision {
  if (ticket.facts.state !== "solved" && ticket.facts.state !== "closed") return notWhile(ticket);
  if (ticket.mergedInto !== null) return notWhile(ticket);
  return accepted([
    { type: "not_solved", reasonDigest: input.reasonDigest },
    { type: "follow_up_opened", why: "not_solved", ownerId: input.followUpOwner },
  ]);
}

/** A survey's answer; an unhappy one reopens the case for a second follow-up. */
export function answerSurvey(
  ticket: Ticket,
  answer: { satisfaction: Satisfaction; surveyId: string; isUnsatisfied: boolean; followUpOwner: string | null },
): Decision {
  if (ticket.surveyAnswered) return refused("already_answered");
  const answered: TicketEventBody = {
    type: "survey_answered",
    satisfaction: answer.satisfaction,
    surveyId: answer.surveyId,
  };
  if (!answer.isUnsatisfied || ticket.mergedInto !== null) return accepted([answered]);
  const done = ticket.facts.state === "solved" || ticket.facts.state === "closed";
  return accepted([
    ...(done ? [{ type: "reopened" as const, by: "customer" as const, reason: null }] : []),
    answered,
    { type: "follow_up_opened", why: "unsatisfied", ownerId: answer.followUpOwner },
  ]);
}

export function reopen(ticket: Ticket, reason: string): Decision {
  if (ticket.facts.state !== "solved" && ticket.facts.state !== "closed") return notWhile(ticket);
  if (ticket.mergedInto !== null) return refused("already_merged");
  return accepted([{ type: "reopened", by: "agent", reason }]);
}

/** This ticket into another of the same customer: it closes and its messages move. */
export function mergeInto(ticket: Ticket, other: Ticket): Decision {
  if (ticket.id === other.id) return refused("merge_into_itself");
  if (ticket.mergedInto !== null || other.mergedInto !== null) return refused("already_merged");
  if (ticket.contactId !== other.contactId) return refused("merge_across_customers");
  if (!isOpen(other)) return notWhile(other);
  const closed: TicketEventBody[] = isOpen(ticket) ? [{ type: "closed", by: "merge", rule: null }] : [];
  return accepted([{ type: "merged_into", ticketId: other.id }, ...closed]);
}

export function unmerge(ticket: Ticket): Decision {
  if (ticket.mergedInto === null) return refused("not_merged");
  return accepted([
    { type: "unmerged", ticketId: ticket.mergedInto },
    { type: "reopened", by: "unmerge", reason: null },
  ]);
}
