import { CodedError, toCodedError } from "../../contract/coded-error.ts";
import { accepted } from "../../domain/result.ts";
import { foldTicket, mergeInto, unmerge } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { changeTicket, type ChangeRequest, type TicketDesk } from "./change-ticket.ts";
import { readEvents } from "./event-store.ts";
import { moveMessages, returnMessages } from "./message-store.ts";
import { lockTicket } from "./ticket-store.ts";

/** Merges a ticket into another of the same customer: it closes, its messages move, nothing is lost (REQ: IN-12). */
export async function mergeTickets(desk: TicketDesk, tx: Tx, request: ChangeRequest, intoId: string): Promise<void> {
  await lockBoth(tx, request.ticketId, intoId);
  const other = foldTicket(intoId, await readEvents(tx, intoId));
  await changeTicket(desk, tx, request, (ticket) => mergeInto(ticket, other));
  await changeTicket(desk, tx, { ...request, ticketId: intoId }, () =>
    accepted([{ type: "merged_from", ticketId: request.ticketId }]),
  );
  await moveMessages(tx, request.ticketId, intoId);
}

/** Undoes a merge: the messages that came with the ticket go home and it is open again. */
export async function unmergeTicket(desk: TicketDesk, tx: Tx, request: ChangeRequest): Promise<void> {
  const seen = await readEvents(tx, request.ticketId);
  if (seen.length === 0) throw new CodedError("not_found");
  await lockBoth(tx, request.ticketId, foldTicket(request.ticketId, seen).mergedInto ?? request.ticketId);
  const ticket = foldTicket(request.ticketId, await readEvents(tx, request.ticketId));
  const decision = unmerge(ticket);
  if (!decision.ok) throw toCodedError(decision.refusal);
  const survivor = ticket.mergedInto!;
  await changeTicket(desk, tx, request, () => decision);
  await changeTicket(desk, tx, { ...request, ticketId: survivor }, () =>
    accepted([{ type: "unmerged", ticketId: request.ticketId }]),
  );
  await returnMessages(tx, request.ticketId, survivor);
}

/** Rows are locked in the order of their ids, so that two at once cannot wait for each other. */
async function lockBoth(tx: Tx, one: string, other: string): Promise<void> {
  for (const id of [one, other].toSorted()) if (!(await lockTicket(tx, id))) throw new CodedError("not_found");
}
