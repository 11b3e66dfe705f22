/** The closed lists of a ticket, in the order people read them. Words in both languages stand in docs/glossary.md. */

export const TICKET_KINDS = ["consultation", "complaint", "fault", "suggestion", "proactive"] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

export const PRIORITIES = ["P0", "P1", "P2", "P3"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Those that people set by hand: at work, or waiting for somebody. */
export const WORKING_STATES = ["open", "waiting_customer", "waiting_department", "waiting_third_party"] as const;
export type WorkingState = (typeof WORKING_STATES)[number];

export const TICKET_STATES = ["new", ...WORKING_STATES, "solved", "closed"] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export const TICKET_STAGES = ["intake", "assessment", "handling", "feedback", "review"] as const;
export type TicketStage = (typeof TICKET_STAGES)[number];

export const CUSTOMER_TIERS = ["strategic", "growth", "basic"] as const;
export type CustomerTier = (typeof CUSTOMER_TIERS)[number];

export const SUPPORT_LEVELS = ["L1", "L2", "L3"] as const;
export type SupportLevel = (typeof SUPPORT_LEVELS)[number];

export const COMPLAINT_URGENCIES = ["high", "medium", "low"] as const;
export type ComplaintUrgency = (typeof COMPLAINT_URGENCIES)[number];

export const CHANNELS = ["email", "portal", "api", "phone", "console"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Why a message goes to the customer; `progress_update` restarts the update cadence, `acknowledgement` is never an answer. */
export const OUTGOING_KINDS = [
  "reply",
  "progress_update",
  "acknowledgement",
  "result_notice",
  "survey",
  "reminder",
] as const;
export type OutgoingKind = (typeof OUTGOING_KINDS)[number];

export const SATISFACTION_LEVELS = [1, 2, 3, 4, 5] as const;
export type Satisfaction = (typeof SATISFACTION_LEVELS)[number];
