import type { RecordedFacts, TicketFacts } from "./ticket-facts.ts";
import type { OutgoingKind, Satisfaction } from "./vocabulary.ts";

export type { TicketFacts } from "./ticket-facts.ts";

/** What happened, with what is needed to decide later. Texts live in their own rows; an event names them by id. */
export type TicketEventBody =
  /** `arrivedAt`: when it arrived outside, where somebody entered it later. */
  | { type: "opened"; facts: RecordedFacts; contactId: string; subjectDigest: string; arrivedAt?: number }
  | { type: "facts_changed"; changes: Partial<TicketFacts>; reason: string | null }
  | { type: "subject_changed"; subjectDigest: string }
  | { type: "assigned"; teamId: string | null; assigneeId: string | null; reason: string | null }
  | { type: "contact_changed"; contactId: string }
  | { type: "customer_message"; messageId: string; automatic: boolean }
  | { type: "message_sent"; messageId: string; kind: OutgoingKind }
  | { type: "message_withdrawn"; messageId: string }
  | { type: "delivery_failed"; messageId: string; status: string }
  | { type: "note_added"; messageId: string }
  | { type: "form_submitted"; formId: string; submissionId: string }
  | { type: "solved"; resultNoticeId: string | null }
  | { type: "confirmation_requested"; messageId: string; reminder: boolean }
  | { type: "confirmed"; by: "customer" | "agent" | "rule" }
  | { type: "not_solved"; reasonDigest: string | null }
  | { type: "closed"; by: "customer" | "agent" | "rule" | "merge"; rule: string | null }
  | { type: "reopened"; by: "customer" | "agent" | "unmerge"; reason: string | null }
  | { type: "survey_sent"; messageId: string }
  | { type: "survey_answered"; satisfaction: Satisfaction; surveyId: string }
  | { type: "follow_up_opened"; why: "not_solved" | "unsatisfied" | "rule"; ownerId: string | null }
  | { type: "remedy_planned"; submissionId: string }
  /** `submissionId`: the form that goes along; null for none. */
  | { type: "transfer_sent"; transferId: string; teamId: string; submissionId: string | null }
  | { type: "transfer_accepted"; transferId: string }
  | { type: "transfer_returned"; transferId: string; reason: string }
  | { type: "transfer_answered"; transferId: string; messageId: string }
  | { type: "transfer_withdrawn"; transferId: string; reason: string | null }
  | { type: "supplement_asked"; messageId: string; missing: readonly string[] }
  /** `messageId` null: somebody put in by hand what the customer said elsewhere. */
  | { type: "supplement_received"; messageId: string | null }
  /** `plannedFor` in epoch ms; planned again, it moves. */
  | { type: "call_back_planned"; plannedFor: number; ownerId: string; purpose: string | null }
  /** `messageId`: the note in which it is told. */
  | { type: "call_back_done"; messageId: string }
  | { type: "call_back_dropped"; reason: string }
  | { type: "step_done"; stepId: string }
  /** `submissionId`: the form that it is the approval of; `amount` in CNY where it is one of money. */
  | { type: "approval_given"; authorityId: string; submissionId: string | null; amount: number | null }
  | { type: "gate_overridden"; gateId: string; reason: string }
  /** From one version of the procedure to another; their ids, and the numbers that people know them by. */
  | { type: "procedure_moved"; from: string; to: string; fromNumber: number; toNumber: number; reason: string | null }
  | { type: "merged_into"; ticketId: string }
  | { type: "merged_from"; ticketId: string }
  | { type: "unmerged"; ticketId: string }
  | { type: "split_off"; ticketId: string; messageId: string }
  | { type: "linked"; ticketId: string; relation: "related" | "duplicate" | "follow_up" | "split" }
  | { type: "unlinked"; ticketId: string }
  | { type: "snoozed"; until: number }
  | { type: "woken" }
  | { type: "follower_added"; staffId: string }
  | { type: "follower_removed"; staffId: string }
  | { type: "clock_warned"; clockId: string; lineId: string; share: number }
  | { type: "clock_breached"; clockId: string; lineId: string }
  /** Rules that set each other off were stopped: what this line would have done was left undone. */
  | { type: "effects_cut"; clockId: string; lineId: string; depth: number }
  /** An effect of a line could not be carried out, for good; `target` is the host of a webhook. */
  | { type: "effect_failed"; lineId: string; effect: string; target: string; reason: string }
  | { type: "attachment_added"; attachmentId: string }
  | { type: "contact_erased" };

export type TicketEventType = TicketEventBody["type"];

/** Who did it. A `rule` is a line of the pack or a timer, named by its id. */
export type Actor =
  | { kind: "staff"; id: string }
  | { kind: "contact"; id: string }
  | { kind: "rule"; id: string }
  | { kind: "system" };

/** One link of a ticket's chain. `at` is milliseconds since the epoch; `seq` counts from 1 without gaps. */
export type TicketEvent = { seq: number; at: number; actor: Actor; body: TicketEventBody };
