import { sql } from "kysely";
import type { Selectable } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { DB } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { MailboxProgress } from "./mailbox.ts";

const MAILBOXES_MAX = 500;

export async function listProgress(tx: Tx): Promise<MailboxProgress[]> {
  const rows = await queries(tx).selectFrom("mailbox_progress").selectAll().limit(MAILBOXES_MAX).execute();
  return rows.map(toProgress);
}

/** Takes or renews the right to read a mailbox; null where another process holds it. */
export async function leaseMailbox(
  tx: Tx,
  mailboxId: string,
  holder: string,
  leaseMs: number,
): Promise<MailboxProgress | null> {
  const row = await queries(tx)
    .updateTable("mailbox_progress")
    .set({ lease_holder: holder, lease_until: sql`now() + make_interval(secs => ${leaseMs / 1000})` })
    .where("mailbox_id", "=", mailboxId)
    .where((eb) =>
      eb.or([eb("lease_holder", "=", holder), eb("lease_until", "is", null), eb("lease_until", "<", sql<Date>`now()`)]),
    )
    .returningAll()
    .executeTakeFirst();
  return row ? toProgress(row) : null;
}

export async function releaseMailbox(tx: Tx, mailboxId: string, holder: string): Promise<void> {
  await queries(tx)
    .updateTable("mailbox_progress")
    .set({ lease_holder: null, lease_until: null })
    .where("mailbox_id", "=", mailboxId)
    .where("lease_holder", "=", holder)
    .execute();
}

/** Gives free what workers read that are gone. */
export async function freeMailboxesOf(tx: Tx, workerIds: readonly string[]): Promise<void> {
  await queries(tx)
    .updateTable("mailbox_progress")
    .set({ lease_holder: null, lease_until: null })
    .where("lease_holder", "in", [...workerIds])
    .execute();
}

export async function noteProgress(
  tx: Tx,
  mailboxId: string,
  at: { uidValidity: number; lastUid: number },
): Promise<void> {
  await queries(tx)
    .updateTable("mailbox_progress")
    .set({ uid_validity: at.uidValidity, last_uid: at.lastUid })
    .where("mailbox_id", "=", mailboxId)
    .execute();
}

export async function noteReadOk(tx: Tx, mailboxId: string, now: number): Promise<void> {
  await queries(tx)
    .updateTable("mailbox_progress")
    .set({ last_ok_at: new Date(now), last_error_code: null, last_error: null, last_error_at: null })
    .where("mailbox_id", "=", mailboxId)
    .execute();
}

export async function noteReadError(
  tx: Tx,
  mailboxId: string,
  error: { code: string; detail: string; at: number },
): Promise<void> {
  await queries(tx)
    .updateTable("mailbox_progress")
    .set({ last_error_code: error.code, last_error: error.detail.slice(0, 1000), last_error_at: new Date(error.at) })
    .where("mailbox_id", "=", mailboxId)
    .execute();
}

function toProgress(row: Selectable<DB["mailbox_progress"]>): MailboxProgress {
  return {
    mailboxId: row.mailbox_id,
    uidValidity: row.uid_validity,
    lastUid: row.last_uid,
    lastOkAt: row.last_ok_at?.getTime() ?? null,
    lastErrorCode: row.last_error_code,
    lastError: row.last_error,
    lastErrorAt: row.last_error_at?.getTime() ?? null,
  };
}
