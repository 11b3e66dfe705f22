import type { TicketEvent } from "./ticket-event.ts";
import { factsFrom, type RecordedFacts, type TicketFacts } from "./ticket-facts.ts";
import { askedTeams, handshakeChange, NO_HANDSHAKES, type Handshakes } from "./handshakes.ts";
import type { TicketStage } from "./vocabulary.ts";

/** A ticket as its events left it. Moments are milliseconds since the epoch. */
export type Ticket = Handshakes & {
  id: string;
  seq: number;
  facts: TicketFacts;
  contactId: string;
  teamId: string | null;
  assigneeId: string | null;
  followers: readonly string[];
  /** Followers by another's doing: they see the ticket for that. Who follows by himself sees it only as long as he does anyway. */
  granted: readonly string[];
  openedAt: number;
  solvedAt: number | null;
  closedAt: number | null;
  snoozedUntil: number | null;
  mergedInto: string | null;
  /** Sequence number of the newest message of the customer, and of the newest answer by a person. */
  lastCustomerSeq: number;
  lastAnswerSeq: number;
  answered: boolean;
  confirmed: boolean;
  confirmationAskedAt: number | null;
  surveySentAt: number | null;
  surveyMessageId: string | null;
  surveyAnswered: boolean;
  followUpOpen: boolean;
  /** Form id → newest submission since the last opening. */
  forms: Readonly<Record<string, string>>;
  /** Steps done since the last opening. */
  steps: readonly string[];
  /** Authority id → the submission that was approved since the last opening, null for an approval of none. */
  approvals: Readonly<Record<string, string | null>>;
  links: readonly string[];
  withdrawnMessages: readonly string[];
};

/** Who sees it besides its team and its owner: people by id, and the teams that were asked. */
export const grantedTo = (ticket: Ticket): string[] => [...ticket.granted, ...askedTeams(ticket)];

export const isOpen = (ticket: Ticket): boolean => ticket.facts.state !== "closed";

/** Where a ticket stands on 接收 → 评估 → 处理 → 反馈 → 复盘: follows from its state, never stored by hand. */
export function stageOf(ticket: Ticket): TicketStage {
  const { state, categoryId } = ticket.facts;
  if (state === "closed") return "review";
  if (state === "solved") return "feedback";
  if (state === "new") return "intake";
  return categoryId === null && !ticket.answered ? "assessment" : "handling";
}

/** The state after one more event: total, and the only place where events become state. */
export function evolve(ticket: Ticket | null, id: string, event: TicketEvent): Ticket {
  const { body } = event;
  if (body.type === "opened") return opened(id, event.at, body);
  if (!ticket) throw new Error(`the chain of ${id} does not begin with "opened"`);
  return { ...ticket, ...changeOf(ticket, event), seq: event.seq };
}

export function foldTicket(id: string, events: readonly TicketEvent[]): Ticket {
  const ticket = events.reduce<Ticket | null>((state, event) => evolve(state, id, event), null);
  if (!ticket) throw new Error(`ticket ${id} has no events`);
  return ticket;
}

function opened(id: string, at: number, body: { facts: RecordedFacts; contactId: string }): Ticket {
  return {
    id,
    seq: 1,
    facts: factsFrom(body.facts),
    contactId: body.contactId,
    teamId: null,
    assigneeId: null,
    followers: [],
    granted: [],
    openedAt: at,
    solvedAt: null,
    closedAt: null,
    snoozedUntil: null,
    mergedInto: null,
    lastCustomerSeq: 0,
    lastAnswerSeq: 0,
    answered: false,
    confirmed: false,
    confirmationAskedAt: null,
    surveySentAt: null,
    surveyMessageId: null,
    surveyAnswered: false,
    followUpOpen: false,
    forms: {},
    steps: [],
    approvals: {},
    links: [],
    withdrawnMessages: [],
    ...NO_HANDSHAKES,
  };
}

type Change = Partial<Ticket>;

function changeOf(ticket: Ticket, event: TicketEvent): Change {
  return (
    conversationChange(ticket, event) ??
    gateChange(ticket, event) ??
    closingChange(ticket, event) ??
    workChange(ticket, event) ??
    handshakeChange(ticket, event) ??
    {}
  );
}

function conversationChange(ticket: Ticket, { seq, body }: TicketEvent): Change | null {
  switch (body.type) {
    case "customer_message":
      return body.automatic ? {} : { lastCustomerSeq: seq };
    case "message_sent":
      return body.kind === "reply" || body.kind === "progress_update" || body.kind === "result_notice"
        ? { lastAnswerSeq: seq, answered: true }
        : {};
    case "message_withdrawn":
      return {
        withdrawnMessages: [...ticket.withdrawnMessages, body.messageId],
        ...(ticket.supplement?.messageId === body.messageId ? { supplement: null } : {}),
        ...(ticket.surveyMessageId === body.messageId ? { surveySentAt: null, surveyMessageId: null } : {}),
      };
    default:
      return null;
  }
}

function gateChange(ticket: Ticket, { body }: TicketEvent): Change | null {
  switch (body.type) {
    case "form_submitted":
      return { forms: { ...ticket.forms, [body.formId]: body.submissionId } };
    case "step_done":
      return { steps: [...ticket.steps, body.stepId] };
    case "approval_given":
      return { approvals: { ...ticket.approvals, [body.authorityId]: body.submissionId } };
    default:
      return null;
  }
}

function closingChange(ticket: Ticket, { at, body }: TicketEvent): Change | null {
  const facts = (state: TicketFacts["state"]) => ({ ...ticket.facts, state });
  switch (body.type) {
    case "solved":
      return { facts: facts("solved"), solvedAt: at, confirmed: false, snoozedUntil: null };
    case "confirmation_requested":
      return { confirmationAskedAt: ticket.confirmationAskedAt ?? at };
    case "confirmed":
      return { confirmed: true };
    case "closed":
      return { facts: facts("closed"), closedAt: at, snoozedUntil: null, followUpOpen: false };
    case "not_solved":
    case "reopened":
      return { ...REOPENED, facts: facts("open") };
    case "survey_sent":
      return { surveySentAt: at, surveyMessageId: body.messageId };
    case "survey_answered":
      return { surveyAnswered: true };
    case "follow_up_opened":
      return { followUpOpen: true, ...(body.ownerId ? { assigneeId: body.ownerId } : {}) };
    case "remedy_planned":
      return { followUpOpen: false };
    case "merged_into":
      return { mergedInto: body.ticketId };
    case "unmerged":
      return { mergedInto: null };
    default:
      return null;
  }
}

const REOPENED: Change = {
  solvedAt: null,
  closedAt: null,
  confirmed: false,
  confirmationAskedAt: null,
  surveySentAt: null,
  surveyMessageId: null,
  surveyAnswered: false,
  forms: {},
  steps: [],
  approvals: {},
  snoozedUntil: null,
};

function workChange(ticket: Ticket, { body, actor }: TicketEvent): Change | null {
  switch (body.type) {
    case "facts_changed":
      return { facts: { ...ticket.facts, ...body.changes } };
    case "assigned":
      return { teamId: body.teamId, assigneeId: body.assigneeId };
    case "contact_changed":
      return { contactId: body.contactId };
    case "follower_added":
      return {
        followers: [...new Set([...ticket.followers, body.staffId])],
        ...(actor.kind === "staff" && actor.id === body.staffId
          ? {}
          : { granted: [...new Set([...ticket.granted, body.staffId])] }),
      };
    case "follower_removed":
      return {
        followers: ticket.followers.filter((id) => id !== body.staffId),
        granted: ticket.granted.filter((id) => id !== body.staffId),
      };
    case "linked":
      return { links: [...new Set([...ticket.links, body.ticketId])] };
    case "unlinked":
      return { links: ticket.links.filter((id) => id !== body.ticketId) };
    case "snoozed":
      return { snoozedUntil: body.until };
    case "woken":
      return { snoozedUntil: null };
    default:
      return null;
  }
}
