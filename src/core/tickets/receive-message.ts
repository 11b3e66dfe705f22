import { receiveMessage as decideReceive, type Ticket } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { insertAttachments, type NewAttachment } from "./attachment-store.ts";
import { changeTicket, type ChangeRequest, type TicketChange, type TicketDesk } from "./change-ticket.ts";
import { insertMessage, type NewMessage } from "./message-store.ts";

export type Incoming = { message: NewMessage; attachments: readonly NewAttachment[] };

/** Writes a customer's message with its files; the change of the ticket that tells of it is the caller's. */
export async function writeIncoming(tx: Tx, incoming: Incoming): Promise<void> {
  await insertMessage(tx, incoming.message);
  await insertAttachments(tx, incoming.attachments);
}

/** A customer's message to a ticket that exists. */
export async function receiveMessage(
  desk: TicketDesk,
  tx: Tx,
  request: ChangeRequest,
  incoming: Incoming,
): Promise<TicketChange | null> {
  const { id: messageId, automatic, createdAt } = incoming.message;
  const message = { from: "customer", at: createdAt } as const;
  const change = await changeTicket(desk, tx, { ...request, message }, (ticket: Ticket) =>
    decideReceive(ticket, { messageId, automatic }, request.now),
  );
  await writeIncoming(tx, incoming);
  return change;
}
