import { CodedError } from "../../contract/coded-error.ts";
import { addNote as decideNote } from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { attachUploads } from "./attachment-store.ts";
import { changeTicket, type ChangeRequest, type TicketChange, type TicketDesk } from "./change-ticket.ts";
import { insertFollower } from "./link-store.ts";
import { insertMessage } from "./message-store.ts";

export type Note = {
  text: string;
  html: string | null;
  staffId: string | null;
  authorName: string;
  mentions: readonly string[];
  attachmentIds: readonly string[];
  kind?: string;
};

/** What a person says in plain words. */
export const plainNote = (by: { staffId: string; name: string }, text: string): Note => ({
  text,
  html: null,
  staffId: by.staffId,
  authorName: by.name,
  mentions: [],
  attachmentIds: [],
});

/** Adds an internal note; whoever it names follows the ticket and may see it from then on. */
export async function addNote(
  desk: TicketDesk,
  tx: Tx,
  request: ChangeRequest,
  note: Note,
): Promise<{ messageId: string; change: TicketChange }> {
  const messageId = newId(request.now);
  const mentions = [...new Set(note.mentions)];
  const change = await changeTicket(desk, tx, request, (ticket) => decideNote(ticket, { messageId, mentions }));
  await insertMessage(tx, {
    id: messageId,
    ticketId: request.ticketId,
    direction: "note",
    kind: note.kind ?? "note",
    authorStaffId: note.staffId,
    authorContactId: null,
    fromName: note.authorName,
    fromAddress: "",
    to: [],
    cc: [],
    subject: "",
    text: note.text,
    html: note.html,
    quotedText: null,
    quotedHtml: null,
    language: "zh",
    channel: "console",
    externalId: null,
    inReplyTo: null,
    rawMailId: null,
    automatic: note.staffId === null,
    unreadable: false,
    senderVerified: "none",
    createdAt: request.now,
    sendAt: null,
    deliveryState: "none",
    mentions,
  });
  for (const staffId of mentions) await insertFollower(tx, request.ticketId, staffId, "mentioned");
  if (note.staffId && note.attachmentIds.length > 0) {
    const upload = { attachmentIds: note.attachmentIds, staffId: note.staffId, ticketId: request.ticketId, messageId };
    if ((await attachUploads(tx, upload)) !== note.attachmentIds.length) throw new CodedError("not_found");
  }
  return { messageId, change: change! };
}
