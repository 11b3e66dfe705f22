import { accepted, refused } from "../result.ts";
import { sendMessage, type Sending } from "./conversation-commands.ts";
import { isOpen, type Ticket } from "./ticket.ts";
import type { TicketEventBody } from "./ticket-event.ts";
import { notWhile, type Decision } from "./work-commands.ts";

/** Nobody plans a call for later than this. */
const PLANNED_AHEAD_MS_MAX = 366 * 24 * 60 * 60 * 1000;

/** Asks the customer for what is missing, in words; the ticket waits for him (REQ: IN-10). */
export function askSupplement(
  ticket: Ticket,
  asking: Omit<Sending, "thenState"> & { missing: readonly string[] },
): Decision {
  const { missing, ...sending } = asking;
  if (missing.length === 0) return refused("nothing_missing");
  if (!isOpen(ticket) || ticket.facts.state === "solved") return notWhile(ticket);
  const sent = sendMessage(ticket, { ...sending, thenState: "waiting_customer" });
  if (!sent.ok) return sent;
  const waits = sent.value.some(({ type }) => type === "facts_changed") || ticket.facts.state === "waiting_customer";
  const events: TicketEventBody[] = waits
    ? []
    : [{ type: "facts_changed", changes: { state: "waiting_customer" }, reason: null }];
  return accepted([...sent.value, { type: "supplement_asked", messageId: sending.messageId, missing }, ...events]);
}

/** Somebody heard elsewhere what was missing: by phone, in a meeting. */
export function receiveSupplement(ticket: Ticket): Decision {
  if (!ticket.supplement) return refused("nothing_asked");
  return accepted([
    { type: "supplement_received", messageId: null },
    ...(ticket.facts.state === "waiting_customer"
      ? [{ type: "facts_changed" as const, changes: { state: "open" as const }, reason: null }]
      : []),
  ]);
}

/** Plans a call, or plans it anew; closed cases are called back too (REQ: CL-07). */
export function planCallBack(
  ticket: Ticket,
  plan: { plannedFor: number; ownerId: string; purpose: string | null },
  now: number,
): Decision {
  if (ticket.mergedInto !== null) return notWhile(ticket);
  if (plan.plannedFor <= now || plan.plannedFor > now + PLANNED_AHEAD_MS_MAX) return refused("call_back_out_of_range");
  if (ticket.callBack?.plannedFor === plan.plannedFor && ticket.callBack.ownerId === plan.ownerId) return accepted([]);
  return accepted([{ type: "call_back_planned", ...plan }]);
}

/** `messageId`: the note in which it is told. */
export function finishCallBack(ticket: Ticket, messageId: string): Decision {
  return ticket.callBack ? accepted([{ type: "call_back_done", messageId }]) : refused("no_call_back");
}

export function dropCallBack(ticket: Ticket, reason: string): Decision {
  return ticket.callBack ? accepted([{ type: "call_back_dropped", reason }]) : refused("no_call_back");
}
