import type { TicketFacts } from "../ticket/ticket-event.ts";

/** What clocks know of a ticket's life: who spoke, what changed, what was done. `at` in epoch ms. */
export type ClockEvent = { at: number } & (
  | { type: "opened"; facts: TicketFacts }
  | { type: "facts_changed"; changes: Partial<TicketFacts> }
  | { type: "customer_message" }
  | { type: "acknowledged" }
  | { type: "answered"; kind: "reply" | "progress_update" | "result_notice" }
  | { type: "taken_up" }
  | { type: "progressed" }
  | { type: "form_submitted"; formId: string }
  | { type: "solved" }
  | { type: "confirmed" }
  | { type: "not_solved" }
  | { type: "closed" }
  | { type: "reopened" }
  | { type: "survey_sent" }
  | { type: "follow_up_opened" }
  | { type: "remedy_planned" }
  | { type: "merged" }
  | { type: "unmerged" }
  | { type: "warning_told"; clockId: string; share: number }
  | { type: "breach_told"; clockId: string }
);

export type ClockEventType = ClockEvent["type"];
