import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type NewAttachment = {
  id: string;
  ticketId: string | null;
  messageId: string | null;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  storageKey: string;
  contentId: string | null;
  inline: boolean;
  uploadedBy: string | null;
};

const FILE_NAME_CHARS_MAX = 300;
const MEDIA_TYPE_CHARS_MAX = 200;

export async function insertAttachments(tx: Tx, attachments: readonly NewAttachment[]): Promise<void> {
  if (attachments.length === 0) return;
  await queries(tx)
    .insertInto("attachment")
    .values(
      attachments.map((file) => ({
        id: file.id,
        ticket_id: file.ticketId,
        message_id: file.messageId,
        name: file.name.replaceAll("\0", "").slice(0, FILE_NAME_CHARS_MAX) || "file",
        media_type: file.mediaType.slice(0, MEDIA_TYPE_CHARS_MAX),
        size_bytes: file.sizeBytes,
        sha256: file.sha256,
        storage_key: file.storageKey,
        content_id: file.contentId,
        inline: file.inline,
        uploaded_by: file.uploadedBy,
      })),
    )
    .execute();
}

/** Attaches files that this person uploaded and that hang on no message yet; answers how many were his. */
export async function attachUploads(
  tx: Tx,
  upload: { attachmentIds: readonly string[]; staffId: string; ticketId: string; messageId: string },
): Promise<number> {
  if (upload.attachmentIds.length === 0) return 0;
  const done = await queries(tx)
    .updateTable("attachment")
    .set({ ticket_id: upload.ticketId, message_id: upload.messageId })
    .where("id", "in", [...upload.attachmentIds])
    .where("uploaded_by", "=", upload.staffId)
    .where("message_id", "is", null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** Marks files of a message as shown within its text. */
export async function markInline(tx: Tx, messageId: string, attachmentIds: readonly string[]): Promise<void> {
  if (attachmentIds.length === 0) return;
  await queries(tx)
    .updateTable("attachment")
    .set({ inline: true })
    .where("message_id", "=", messageId)
    .where("id", "in", [...attachmentIds])
    .execute();
}

/** Which of these files this person uploaded and has not attached to a message yet. */
export async function looseUploads(tx: Tx, attachmentIds: readonly string[], staffId: string): Promise<string[]> {
  if (attachmentIds.length === 0) return [];
  const rows = await queries(tx)
    .selectFrom("attachment")
    .select("id")
    .where("id", "in", [...attachmentIds])
    .where("uploaded_by", "=", staffId)
    .where("message_id", "is", null)
    .execute();
  return rows.map((row) => row.id);
}

export async function detachUploads(tx: Tx, messageId: string): Promise<string[]> {
  const rows = await queries(tx)
    .updateTable("attachment")
    .set({ ticket_id: null, message_id: null })
    .where("message_id", "=", messageId)
    .returning("id")
    .execute();
  return rows.map((row) => row.id);
}

export async function findAttachment(tx: Tx, attachmentId: string) {
  return queries(tx).selectFrom("attachment").selectAll().where("id", "=", attachmentId).executeTakeFirst();
}

export async function attachmentsOfMessages(tx: Tx, messageIds: readonly string[]) {
  if (messageIds.length === 0) return [];
  return queries(tx)
    .selectFrom("attachment")
    .selectAll()
    .where("message_id", "in", [...messageIds])
    .orderBy("id")
    .execute();
}
