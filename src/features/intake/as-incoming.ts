import { holdFiles, type Incoming } from "../../core/tickets/index.ts";
import type { InboundMessage } from "../../domain/channel/inbound-message.ts";
import { newId } from "../../platform/ids.ts";
import type { Storage } from "../../platform/storage/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const EXTERNAL_ID_CHARS_MAX = 1_000;

export type StoredFile = { storageKey: string; file: InboundMessage["attachments"][number] };

/** Keeps the files of a mail; a file is content-addressed, so that one kept for nothing costs no second place. */
export async function storeFiles(storage: Storage, tx: Tx, message: InboundMessage): Promise<StoredFile[]> {
  if (message.attachments.length > 0) await holdFiles(tx);
  const stored: StoredFile[] = [];
  for (const file of message.attachments) stored.push({ file, storageKey: (await storage.put(file.content)).key });
  return stored;
}

export type Authorship = {
  id: string;
  ticketId: string;
  direction: "in" | "note";
  staffId: string | null;
  contactId: string | null;
  automatic: boolean;
  at: number;
  /** False when another message has this Message-ID already. */
  keepExternalId: boolean;
};

/** A mail as the desk keeps it, with its files. */
export function asIncoming(message: InboundMessage, by: Authorship, files: readonly StoredFile[]): Incoming {
  const idOf = (externalId: string | undefined) =>
    externalId !== undefined && externalId.length <= EXTERNAL_ID_CHARS_MAX ? externalId : null;
  return {
    message: {
      id: by.id,
      ticketId: by.ticketId,
      direction: by.direction,
      kind: by.direction === "note" ? "note" : "message",
      authorStaffId: by.staffId,
      authorContactId: by.contactId,
      fromName: message.from.name,
      fromAddress: message.from.address,
      to: message.to.map((party) => party.address),
      cc: message.cc.map((party) => party.address),
      subject: message.subject,
      text: message.visible.text,
      html: message.visible.html,
      quotedText: message.quoted?.text ?? null,
      quotedHtml: message.quoted?.html ?? null,
      language: message.language,
      channel: message.channel,
      externalId: by.keepExternalId ? idOf(message.externalId) : null,
      inReplyTo: idOf(message.references[0]),
      rawMailId: message.rawId,
      automatic: by.automatic,
      unreadable: message.unreadable !== null,
      senderVerified: message.senderVerified,
      createdAt: by.at,
      sendAt: null,
      deliveryState: "none",
      mentions: [],
    },
    attachments: files.map(({ file, storageKey }) => ({
      id: newId(by.at),
      ticketId: by.ticketId,
      messageId: by.id,
      name: file.name,
      mediaType: file.type,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      storageKey,
      contentId: file.cid,
      inline: file.inline,
      uploadedBy: null,
    })),
  };
}
