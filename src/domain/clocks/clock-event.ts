import type { TicketFacts } from "../ticket/ticket-event.ts";

/** What clocks know of a ticket's life: who spoke, what changed, what was done. `at` in epoch ms. */
export type ClockEvent = { at: number } &
  /** Outside, before somebody entered it: a post, a paper form. */
  (
    | { type: "arrived"; facts: TicketFacts }
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
    /** `subject` tells apart what runs side by side: one transfer of several. */
    | { type: "transfer_sent"; subject: string }
    | { type: "transfer_accepted"; subject: string }
    | { type: "transfer_returned"; subject: string }
    | { type: "transfer_answered"; subject: string }
    | { type: "transfer_withdrawn"; subject: string }
    | { type: "supplement_asked" }
    | { type: "supplement_received" }
    | { type: "call_back_planned"; plannedFor: number }
    | { type: "call_back_done" }
    | { type: "call_back_dropped" }
    | { type: "merged" }
    | { type: "unmerged" }
    | { type: "warning_told"; clockId: string; share: number }
    | { type: "breach_told"; clockId: string }
  );

export type ClockEventType = ClockEvent["type"];
