import { accepted, refused } from "../result.ts";
import { isOpenTransfer } from "./handshakes.ts";
import { passGates, type OpenDemand } from "./pass-gates.ts";
import { isOpen, type Ticket } from "./ticket.ts";
import type { TicketEventBody } from "./ticket-event.ts";
import { notWhile, type Decision } from "./work-commands.ts";

export type TransferSending = {
  transferId: string;
  teamId: string;
  /** A form that is filled in with it. */
  form: { formId: string; submissionId: string } | null;
  /** The form that goes with it, filled in now or before; null for none. */
  submissionId: string | null;
  demands: readonly OpenDemand[];
};

/**
 * Asks another team (REQ: HA-05). The ticket keeps its owner and waits for the department; one team is asked once at a
 * time.
 */
export function sendTransfer(ticket: Ticket, sending: TransferSending): Decision {
  const { transferId, teamId, form, submissionId, demands } = sending;
  if (!isOpen(ticket) || ticket.facts.state === "solved") return notWhile(ticket);
  if (teamId === ticket.teamId) return refused("transfer_to_own_team");
  if (Object.values(ticket.transfers).some((known) => known.teamId === teamId && isOpenTransfer(known)))
    return refused("transfer_open_already");
  const passed = passGates(demands, null);
  if (!passed.ok) return passed;
  const waits: TicketEventBody[] =
    ticket.facts.state === "waiting_department"
      ? []
      : [{ type: "facts_changed", changes: { state: "waiting_department" }, reason: null }];
  return accepted([
    ...(form ? [{ type: "form_submitted" as const, ...form }] : []),
    { type: "transfer_sent", transferId, teamId, submissionId },
    ...waits,
  ]);
}

export function acceptTransfer(ticket: Ticket, transferId: string): Decision {
  if (ticket.transfers[transferId]?.state !== "sent") return refused("transfer_over");
  return accepted([{ type: "transfer_accepted", transferId }]);
}

/** Not without what is missing: the reason says what, and is counted. */
export function returnTransfer(ticket: Ticket, transferId: string, reason: string): Decision {
  return ending(ticket, transferId, [{ type: "transfer_returned", transferId, reason }]);
}

/** `messageId`: the note in which the answer stands. */
export function answerTransfer(ticket: Ticket, transferId: string, messageId: string): Decision {
  return ending(ticket, transferId, [{ type: "transfer_answered", transferId, messageId }]);
}

export function withdrawTransfer(ticket: Ticket, transferId: string, reason: string | null): Decision {
  return ending(ticket, transferId, [{ type: "transfer_withdrawn", transferId, reason }]);
}

/** The last transfer to end gives the ticket back to its owner. */
function ending(ticket: Ticket, transferId: string, events: readonly TicketEventBody[]): Decision {
  const transfer = ticket.transfers[transferId];
  if (!transfer || !isOpenTransfer(transfer)) return refused("transfer_over");
  const others = Object.entries(ticket.transfers).some(([id, other]) => id !== transferId && isOpenTransfer(other));
  const back: TicketEventBody[] =
    others || ticket.facts.state !== "waiting_department"
      ? []
      : [{ type: "facts_changed", changes: { state: "open" }, reason: null }];
  return accepted([...events, ...back]);
}

/** A solved ticket asks nobody any more. */
export const withdrawAll = (ticket: Ticket): TicketEventBody[] =>
  Object.entries(ticket.transfers)
    .filter(([, transfer]) => isOpenTransfer(transfer))
    .map(([transferId]) => ({ type: "transfer_withdrawn", transferId, reason: null }));
