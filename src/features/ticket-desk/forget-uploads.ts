import { forgetAbandonedUploads, unusedFiles } from "../../core/tickets/index.ts";
import type { TicketDeskDeps } from "./deps.ts";

export const FORGET_UPLOADS_JOB = "forget_uploads";
/** Every night at 03:31. */
export const TICKET_DESK_CRONTAB = `31 3 * * * ${FORGET_UPLOADS_JOB}`;

/** How long an upload may wait for its message. */
const UPLOAD_KEPT_MS = 48 * 60 * 60 * 1000;

/**
 * Deletes uploads that hang on no message after UPLOAD_KEPT_MS. The rows are gone before their files: a file left over
 * costs its place, a row without its file would break a page.
 */
export async function forgetUploads({ db, storage, now }: Pick<TicketDeskDeps, "db" | "storage" | "now">) {
  for (let more = true; more;) {
    const keys = await db.inTransaction((tx) => forgetAbandonedUploads(tx, now() - UPLOAD_KEPT_MS));
    await db.inTransaction(async (tx) => {
      for (const key of await unusedFiles(tx, keys)) await storage.remove(key);
    });
    more = keys.length > 0;
  }
}
