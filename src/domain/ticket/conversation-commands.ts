import { accepted, refused } from "../result.ts";
import { isOpen, type Ticket } from "./ticket.ts";
import type { TicketEventBody } from "./ticket-event.ts";
import type { OutgoingKind, TicketState } from "./vocabulary.ts";
import { notWhile, type Decision } from "./work-commands.ts";

/** How long after closing a customer's mail still reopens the case; later it opens a linked one. */
export const REOPEN_WINDOW_MS = 7 * 24 * 60 * 60 * 1000;

/** Where a customer's message to this ticket goes. */
export function placeForMessage(
  ticket: { closedAt: number | null; facts: { state: TicketState } },
  automatic: boolean,
  now: number,
): "here" | "reopen" | "new_linked" {
  if (automatic || ticket.facts.state !== "closed") return "here";
  return now - (ticket.closedAt ?? now) <= REOPEN_WINDOW_MS ? "reopen" : "new_linked";
}

/**
 * A customer's message. It ends waiting for the customer, wakes a snoozed ticket, and reopens a solved one or one
 * closed within the window. An automatic answer does none of that.
 */
export function receiveMessage(
  ticket: Ticket,
  message: { messageId: string; automatic: boolean },
  now: number,
): Decision {
  const events: TicketEventBody[] = [{ type: "customer_message", ...message }];
  if (message.automatic) return accepted(events);
  if (ticket.supplement) events.push({ type: "supplement_received", messageId: message.messageId });
  if (ticket.facts.state === "solved" || placeForMessage(ticket, false, now) === "reopen")
    events.push({ type: "reopened", by: "customer", reason: null });
  else if (ticket.facts.state === "waiting_customer")
    events.push({ type: "facts_changed", changes: { state: "open" }, reason: null });
  if (ticket.snoozedUntil !== null && isOpen(ticket)) events.push({ type: "woken" });
  return accepted(events);
}

export type Sending = {
  messageId: string;
  kind: OutgoingKind;
  thenState: TicketState | null;
  /** Newest event the writer had read; null for machines. */
  seenSeq: number | null;
};

/** A message to the customer. Refused when something the writer has not read came in meanwhile. */
export function sendMessage(ticket: Ticket, sending: Sending): Decision {
  const byPerson = sending.kind === "reply" || sending.kind === "progress_update";
  if (byPerson && ticket.facts.state === "closed") return notWhile(ticket);
  if (sending.seenSeq !== null && Math.max(ticket.lastCustomerSeq, ticket.lastAnswerSeq) > sending.seenSeq)
    return refused("unseen_messages");
  const events: TicketEventBody[] = [{ type: "message_sent", messageId: sending.messageId, kind: sending.kind }];
  const state = byPerson ? (sending.thenState ?? (ticket.facts.state === "new" ? "open" : null)) : null;
  if (state && state !== ticket.facts.state && ticket.facts.state !== "solved")
    events.push({ type: "facts_changed", changes: { state }, reason: null });
  return accepted(events);
}

/** An internal note; people named in it follow the ticket from then on. */
export function addNote(ticket: Ticket, note: { messageId: string; mentions: readonly string[] }): Decision {
  const newcomers = note.mentions.filter((id) => !ticket.granted.includes(id));
  return accepted([
    { type: "note_added", messageId: note.messageId },
    ...newcomers.map((staffId) => ({ type: "follower_added" as const, staffId })),
  ]);
}
