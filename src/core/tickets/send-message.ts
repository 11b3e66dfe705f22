import { CodedError } from "../../contract/coded-error.ts";
import { accepted, refused } from "../../domain/result.ts";
import {
  askSupplement,
  sendMessage as decideSend,
  type OutgoingKind,
  type TicketState,
} from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import { addJob, removeJob } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { attachUploads, detachUploads } from "./attachment-store.ts";
import { changeTicket, type ChangeRequest, type TicketChange, type TicketDesk } from "./change-ticket.ts";
import { insertMessage, lockMessage, setDelivery } from "./message-store.ts";

/** How long a message waits before it goes out, so that it can be taken back. */
export const UNDO_MS = 10_000;

/** The job that hands a waiting message to its channel: `{ messageId }`. */
export const DELIVER_MESSAGE_JOB = "deliver_message";

export type Outgoing = {
  kind: OutgoingKind;
  text: string;
  /** Clean HTML; null for plain text. */
  html: string | null;
  to: readonly string[];
  cc: readonly string[];
  subject: string;
  language: "zh" | "en";
  channel: string;
  authorStaffId: string | null;
  fromName: string;
  fromAddress: string;
  attachmentIds: readonly string[];
  sendAt: number;
  thenState: TicketState | null;
  seenSeq: number | null;
  /** What the customer is asked for with it. */
  missing?: readonly string[];
};

const deliveryKey = (messageId: string) => `deliver:${messageId}`;

/** Writes a message to the customer and the job that delivers it at `sendAt`, with its event. */
export async function sendMessage(
  desk: TicketDesk,
  tx: Tx,
  request: ChangeRequest,
  outgoing: Outgoing,
): Promise<{ messageId: string; change: TicketChange }> {
  if (outgoing.to.length === 0) throw new CodedError("recipient_missing");
  const messageId = newId(request.now);
  const message = { from: outgoing.authorStaffId ? "staff" : "system", at: request.now } as const;
  const change = await changeTicket(desk, tx, { ...request, message }, (ticket) => {
    const { kind, thenState, seenSeq, missing } = outgoing;
    if (missing) return askSupplement(ticket, { messageId, kind, seenSeq, missing });
    return decideSend(ticket, { messageId, kind, thenState, seenSeq });
  });
  await writeOutgoing(tx, { messageId, ticketId: request.ticketId, now: request.now }, outgoing);
  return { messageId, change: change! };
}

/** Writes a message to the customer and the job that delivers it; the change of the ticket that tells of it is the caller's. */
export async function writeOutgoing(
  tx: Tx,
  { messageId, ticketId, now }: { messageId: string; ticketId: string; now: number },
  outgoing: Outgoing,
): Promise<void> {
  await insertMessage(tx, {
    id: messageId,
    ticketId,
    direction: "out",
    kind: outgoing.kind,
    authorStaffId: outgoing.authorStaffId,
    authorContactId: null,
    fromName: outgoing.fromName,
    fromAddress: outgoing.fromAddress,
    to: outgoing.to,
    cc: outgoing.cc,
    subject: outgoing.subject,
    text: outgoing.text,
    html: outgoing.html,
    quotedText: null,
    quotedHtml: null,
    language: outgoing.language,
    channel: outgoing.channel,
    externalId: null,
    inReplyTo: null,
    rawMailId: null,
    automatic: outgoing.authorStaffId === null,
    unreadable: false,
    senderVerified: "none",
    createdAt: now,
    sendAt: outgoing.sendAt,
    deliveryState: "waiting",
    mentions: [],
  });
  await keepFiles(tx, ticketId, messageId, outgoing);
  await addJob(tx, DELIVER_MESSAGE_JOB, { messageId }, { runAt: outgoing.sendAt, key: deliveryKey(messageId) });
}

async function keepFiles(tx: Tx, ticketId: string, messageId: string, outgoing: Outgoing): Promise<void> {
  if (outgoing.attachmentIds.length === 0 || !outgoing.authorStaffId) return;
  const upload = { attachmentIds: outgoing.attachmentIds, staffId: outgoing.authorStaffId, ticketId, messageId };
  const attached = await attachUploads(tx, upload);
  if (attached !== outgoing.attachmentIds.length) throw new CodedError("not_found");
}

/** A message that went out without the desk's own delivery, as one of the past did: marked, and its job goes. */
export async function markSent(tx: Tx, messageId: string, at: number): Promise<void> {
  await setDelivery(tx, messageId, { state: "sent", deliveredAt: at });
  await removeJob(tx, deliveryKey(messageId));
}

/** Takes back a message that has not gone out; answers what it held, for the composer. */
export async function withdrawMessage(
  desk: TicketDesk,
  tx: Tx,
  request: ChangeRequest,
  messageId: string,
): Promise<{ html: string; kind: string; attachmentIds: string[] }> {
  const message = await lockMessage(tx, messageId);
  if (!message || message.ticket_id !== request.ticketId || message.direction !== "out")
    throw new CodedError("not_found");
  await changeTicket(desk, tx, request, () =>
    message.delivery_state === "waiting"
      ? accepted([{ type: "message_withdrawn", messageId }])
      : refused("message_already_sent"),
  );
  await setDelivery(tx, messageId, { state: "withdrawn" });
  await removeJob(tx, deliveryKey(messageId));
  return { html: message.html ?? message.text, kind: message.kind, attachmentIds: await detachUploads(tx, messageId) };
}
