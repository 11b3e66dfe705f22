import { sql } from "kysely";
import { queries, sendAhead } from "../../platform/db/index.ts";
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
  const inserted = queries(tx)
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
    );
  await sendAhead(tx, inserted);
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

/**
 * Keeps files where they are until the end of the transaction. A file is kept once for all who have it: take this before
 * one is put into the storage, or its last other owner may be removed together with it meanwhile.
 */
export async function holdFiles(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext('attachment_files'))`.execute(queries(tx));
}

const ABANDONED_AT_ONCE_MAX = 500;

/** Forgets uploads from before a moment (epoch ms) that hang on no message and stand in no draft; answers their keys. */
export async function forgetAbandonedUploads(tx: Tx, before: number): Promise<string[]> {
  const gone = await sql<{ storage_key: string }>`
    delete from attachment where id in (
      select a.id from attachment a
       where a.message_id is null and a.ticket_id is null and a.uploaded_by is not null
         and a.created_at < ${new Date(before)}
         and not exists (select from message_draft d where d.staff_id = a.uploaded_by
              and (a.id = any(d.attachment_ids) or position(a.id::text in d.html) > 0))
       order by a.created_at limit ${ABANDONED_AT_ONCE_MAX})
    returning storage_key`.execute(queries(tx));
  return gone.rows.map((row) => row.storage_key);
}

/**
 * Of these files those that nobody has any more. Until the end of the transaction nobody puts another: it waits for
 * those who do, and they wait for it.
 */
export async function unusedFiles(tx: Tx, storageKeys: readonly string[]): Promise<string[]> {
  if (storageKeys.length === 0) return [];
  await sql`select pg_advisory_xact_lock(hashtext('attachment_files'))`.execute(queries(tx));
  const rows = await queries(tx)
    .selectFrom("attachment")
    .select("storage_key")
    .where("storage_key", "in", [...storageKeys])
    .execute();
  const used = new Set(rows.map((row) => row.storage_key));
  return [...new Set(storageKeys)].filter((key) => !used.has(key));
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

export type LooseUpload = { id: string; name: string; media_type: string; size_bytes: number; inline: boolean };

/** Those of these files that this person uploaded and has not attached to a message yet. */
export async function looseUploads(tx: Tx, attachmentIds: readonly string[], staffId: string): Promise<LooseUpload[]> {
  if (attachmentIds.length === 0) return [];
  return queries(tx)
    .selectFrom("attachment")
    .select(["id", "name", "media_type", "size_bytes", "inline"])
    .where("id", "in", [...attachmentIds])
    .where("uploaded_by", "=", staffId)
    .where("message_id", "is", null)
    .execute();
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
