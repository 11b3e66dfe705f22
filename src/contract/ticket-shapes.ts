import { z } from "zod";
import {
  CHANNELS,
  COMPLAINT_URGENCIES,
  CUSTOMER_TIERS,
  PRIORITIES,
  SUPPORT_LEVELS,
  TICKET_KINDS,
  TICKET_STAGES,
  TICKET_STATES,
} from "../domain/ticket/vocabulary.ts";
import { TRANSITIONS } from "../domain/sop/index.ts";
import { bilingual, id, instant, language } from "./common.ts";

export const person = z.object({ id, name: z.string() });

export const dueLine = z.object({
  metric: z.string(),
  lineId: z.string(),
  dueAt: instant,
  /** First moment at which it counts as at risk; null without a warning. */
  warnAt: instant.nullable(),
});

/** One row of a list. */
export const ticketRow = z.object({
  id,
  number: z.number().int(),
  subject: z.string(),
  kind: z.enum(TICKET_KINDS),
  categoryId: z.string().nullable(),
  priority: z.enum(PRIORITIES),
  state: z.enum(TICKET_STATES),
  stage: z.enum(TICKET_STAGES),
  channel: z.enum(CHANNELS),
  tier: z.enum(CUSTOMER_TIERS),
  tags: z.array(z.string()),
  contact: person,
  organisation: person.nullable(),
  team: person.nullable(),
  assignee: person.nullable(),
  openedAt: instant,
  updatedAt: instant,
  lastMessageAt: instant,
  lastMessageFrom: z.enum(["customer", "staff", "system"]),
  snoozedUntil: instant.nullable(),
  promiseState: z.enum(["kept", "at_risk", "breached"]),
  nextDue: dueLine.nullable(),
  /** New messages since this person last looked. */
  unread: z.boolean(),
});
export type TicketRow = z.output<typeof ticketRow>;

export const attachmentShape = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  inline: z.boolean(),
  /** Signed and expiring; from the inert files origin. */
  url: z.string(),
});
export type AttachmentShape = z.output<typeof attachmentShape>;

export const messageShape = z.object({
  id,
  direction: z.enum(["in", "out", "note"]),
  kind: z.string(),
  author: z.object({ kind: z.enum(["staff", "contact", "system"]), id: id.nullable(), name: z.string() }),
  fromAddress: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  /** Clean: allow-listed by the one sanitizer; remote images stand as `data-remote-src`. */
  html: z.string().nullable(),
  quotedText: z.string().nullable(),
  quotedHtml: z.string().nullable(),
  hasRemoteImages: z.boolean(),
  createdAt: instant,
  /** When it goes out; in the future while it can still be taken back. */
  sendAt: instant.nullable(),
  deliveryState: z.enum(["none", "waiting", "sending", "sent", "failed", "bounced", "withdrawn"]),
  deliveryDetail: z.string().nullable(),
  /** Whom the server refused while others got it. */
  refused: z.array(z.object({ address: z.string(), said: z.string() })),
  automatic: z.boolean(),
  unreadable: z.boolean(),
  senderVerified: z.enum(["pass", "fail", "none"]),
  rawMailUrl: z.string().nullable(),
  /** Set when the message came with another ticket by a merge. */
  homeTicketId: id,
  attachments: z.array(attachmentShape),
});
export type MessageShape = z.output<typeof messageShape>;

export const ledgerStretch = z.object({
  from: instant,
  to: instant,
  kind: z.enum(["counted", "paused", "outside_hours"]),
  reason: z.string().nullable(),
});
export const clockShape = z.object({
  id: z.string(),
  lineId: z.string(),
  metric: z.string(),
  state: z.enum(["running", "paused", "met", "missed", "cancelled"]),
  startedAt: instant,
  dueAt: instant.nullable(),
  stoppedAt: instant.nullable(),
  breachedAt: instant.nullable(),
  targetMs: z.number().nullable(),
  source: z.string().nullable(),
  calendarName: bilingual.nullable(),
  /** How the customer is to be reached for it, the best way first; empty for any way. */
  via: z.array(z.string()),
  /** The strictest of its metric: the one to show. */
  shown: z.boolean(),
  ledger: z.array(ledgerStretch),
  /** From now to the deadline, as far as nothing changes; empty where that is weeks away or there is none. */
  ahead: z.array(ledgerStretch),
});
export type ClockShape = z.output<typeof clockShape>;

export const eventShape = z.object({
  seq: z.number().int(),
  at: instant,
  actor: z.object({ kind: z.enum(["staff", "contact", "rule", "system"]), name: z.string() }),
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
  /** Hex of the chain's hash at this event. */
  hash: z.string(),
});
export type EventShape = z.output<typeof eventShape>;

/** What a gate still wants before a transition. */
export const gateDemand = z.object({
  gateId: z.string(),
  transition: z.enum(TRANSITIONS),
  kind: z.enum(["form", "confirmation", "step", "approval", "watch"]),
  /** The form that is to be filled in, or that is to be approved. */
  formId: z.string().nullable(),
  /** Id of the step, authority or promise line that is asked for. */
  targetId: z.string().nullable(),
  label: bilingual,
  /** What to do about it. */
  todo: bilingual,
});

export const formSubmissionShape = z.object({
  id,
  formId: z.string(),
  content: z.record(z.string(), z.unknown()),
  submittedBy: person.nullable(),
  createdAt: instant,
});

/** The whole ticket page in one answer. */
/** A promise that would be due at another moment; null where none would be kept, or none is. */
export const promiseChange = z.object({
  metric: z.string(),
  title: bilingual,
  before: instant.nullable(),
  after: instant.nullable(),
});
export type PromiseChange = z.output<typeof promiseChange>;

export const ticketPage = ticketRow.extend({
  language,
  priorityReasons: z.array(bilingual),
  solvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** Who handles it: first, second, third line. */
  level: z.enum(SUPPORT_LEVELS),
  /** Id of the customer's service agreement. */
  agreement: z.string().nullable(),
  /** Of complaints, once somebody has judged it. */
  complaintUrgency: z.enum(COMPLAINT_URGENCIES).nullable(),
  mergedInto: z.object({ id, number: z.number().int() }).nullable(),
  contactCard: z.object({
    id,
    name: z.string(),
    title: z.string(),
    language,
    emails: z.array(z.string()),
    /** Masked: `138****5678`. */
    phones: z.array(z.string()),
    note: z.string(),
    openTickets: z.number().int(),
    ticketsTotal: z.number().int(),
    recent: z.array(
      z.object({ id, number: z.number().int(), subject: z.string(), state: z.enum(TICKET_STATES), openedAt: instant }),
    ),
  }),
  followers: z.array(person),
  following: z.boolean(),
  messages: z.array(messageShape),
  /** True when older messages stand before these. */
  messagesBefore: z.boolean(),
  /** Hand it to `listMessages` for those before; null when there are none. */
  messagesCursor: z.string().nullable(),
  /** Those that run or are paused. */
  clocks: z.array(clockShape),
  /** How many `getEndedClocks` would answer. */
  clocksEnded: z.number().int(),
  demands: z.array(gateDemand),
  forms: z.array(formSubmissionShape),
  links: z.array(
    z.object({ id, number: z.number().int(), subject: z.string(), state: z.enum(TICKET_STATES), relation: z.string() }),
  ),
  mergedFrom: z.array(z.object({ id, number: z.number().int(), subject: z.string() })),
  events: z.array(eventShape),
  /** Names of the people, teams and tickets (`#1001`) that events name by id, as far as this person may know them. */
  names: z.record(z.string(), z.string()),
  survey: z
    .object({
      sentAt: instant,
      answeredAt: instant.nullable(),
      satisfaction: z.number().int().nullable(),
      comment: z.string().nullable(),
    })
    .nullable(),
  /** What this person may do here now; the server checks again. */
  may: z.object({ reply: z.boolean(), note: z.boolean(), work: z.boolean(), override: z.boolean() }),
  /** Last event the page knows; hand it back with a reply so that nobody answers unaware. */
  seq: z.number().int(),
});
export type TicketPage = z.output<typeof ticketPage>;
