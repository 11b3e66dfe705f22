import { findStaff } from "../../core/staff/index.ts";
import { lockMessage, setDelivery } from "../../core/tickets/index.ts";
import type { Brand } from "../../domain/brand/desk-colour.ts";
import type { OutgoingFile, OutgoingMessage } from "../../domain/channel/outgoing-message.ts";
import type { Tx } from "../../platform/transaction.ts";
import { countEarlier, readFiles, readReplyTicket, readThread } from "./reply-store.ts";
import { renderReply } from "./render-reply.ts";

export type ReplyWords = { brandOf(tx: Tx): Promise<Brand>; timeZone: string };

type FileRow = Awaited<ReturnType<typeof readFiles>>[number];

/**
 * Marks a waiting message as being sent and answers it as the customer gets it; null when it was withdrawn, has gone
 * out, or has failed for good. A message found as `sending` was left so by a crash, and goes out under the same id.
 */
export async function prepareMessage(words: ReplyWords, tx: Tx, messageId: string): Promise<OutgoingMessage | null> {
  const message = await lockMessage(tx, messageId);
  if (!message || message.direction !== "out") return null;
  if (message.delivery_state !== "waiting" && message.delivery_state !== "sending") return null;
  await setDelivery(tx, messageId, { state: "sending" });
  const ticket = await readReplyTicket(tx, message.ticket_id);
  const author = message.author_staff_id ? await findStaff(tx, message.author_staff_id) : null;
  const earlier = await countEarlier(tx, message.ticket_id, messageId);
  const thread = await readThread(tx, message.ticket_id, messageId);
  const files = await readFiles(tx, messageId);
  const language = message.language as "zh" | "en";
  const body = withInlineFiles(message.html, files);
  const brand = await words.brandOf(tx);
  const rendered = renderReply({
    html: body.html,
    text: message.text,
    language,
    ticket,
    author,
    kind: message.kind,
    isFirst: earlier.byPeople === 0,
    brandName: brand.name,
    timeZone: words.timeZone,
  });
  const recipients = message.recipients as { to: string[]; cc: string[] };
  return {
    messageId,
    ticketId: message.ticket_id,
    ticketNumber: ticket.number,
    mailboxId: ticket.mailboxId,
    automatic: message.automatic,
    first: earlier.all === 0,
    to: recipients.to,
    cc: recipients.cc,
    subject: message.subject || ticket.subject,
    ...rendered,
    language,
    externalId: message.external_id,
    inReplyTo: (thread.findLast((mail) => mail.direction === "in") ?? thread.at(-1))?.externalId ?? null,
    references: thread.map((mail) => mail.externalId),
    files: body.files,
  };
}

const CID = /\bsrc="cid:([^"]{1,500})"/gi;

/** Pictures that the text names by Content-ID, which may be the attachment's id, are carried within the mail. */
export function withInlineFiles(
  html: string | null,
  rows: readonly FileRow[],
): { html: string | null; files: OutgoingFile[] } {
  const inText = new Set<string>();
  const shown = html?.replace(CID, (whole, cid: string) => {
    const file = rows.find((row) => row.content_id === cid || row.id === cid);
    if (!file) return whole;
    inText.add(file.id);
    return `src="cid:${contentIdOf(file)}"`;
  });
  return {
    html: shown ?? null,
    files: rows.map((row) => ({
      name: row.name,
      type: row.media_type,
      storageKey: row.storage_key,
      contentId: inText.has(row.id) ? contentIdOf(row) : null,
    })),
  };
}

const contentIdOf = (row: FileRow) => row.content_id ?? `${row.id}@bihuan`;
