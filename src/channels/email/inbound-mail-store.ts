import { sql } from "kysely";
import { queries, sendAhead } from "../../platform/db/index.ts";
import { wakeWorkers } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { MailEnvelope } from "./verify-sender.ts";

export const TAKE_IN_MAIL_JOB = "take_in_mail";
export const TAKE_IN_ATTEMPTS_MAX = 5;
const REASON_CHARS_MAX = 1_000;

export type ReceivedMail = {
  /** One id for each mailbox, in their order. */
  ids: readonly string[];
  mailboxIds: readonly string[];
  sha256: Buffer;
  raw: Buffer;
  envelope: MailEnvelope;
  /** Its Message-ID in angle brackets; null where it has none. */
  externalId: string | null;
  truncated: boolean;
  receivedAt: number;
};

/**
 * Keeps a raw mail and adds its job, in one statement and so in one transaction and one round trip: when this returns,
 * the mail is on disk. The same bytes to the same mailbox are kept once.
 */
export async function keepMail(tx: Tx, mail: ReceivedMail): Promise<void> {
  await sql`
    with kept as (
      insert into inbound_mail (id, mailbox_id, sha256, raw, envelope, external_id, truncated, received_at)
      select id, mailbox_id, ${mail.sha256}::bytea, ${mail.raw}::bytea, ${JSON.stringify(mail.envelope)}::jsonb, ${mail.externalId}, ${mail.truncated}, ${new Date(mail.receivedAt)}
      from unnest(${[...mail.ids]}::uuid[], ${[...mail.mailboxIds]}::uuid[]) as t (id, mailbox_id)
      on conflict (mailbox_id, sha256) do nothing
      returning id)
    select put_job(${TAKE_IN_MAIL_JOB}, json_build_object('inboundMailId', kept.id), null, null, ${TAKE_IN_ATTEMPTS_MAX}::smallint,
      'take_in_mail/' || kept.id, 0::smallint)
    from kept`.execute(queries(tx));
  wakeWorkers(tx);
}

export type InboundMail = {
  id: string;
  mailboxId: string;
  raw: Buffer;
  envelope: MailEnvelope;
  truncated: boolean;
  receivedAt: number;
  state: string;
  /** What the last attempt failed for. */
  reason: string | null;
};

export async function findInboundMail(tx: Tx, id: string): Promise<InboundMail | null> {
  const row = await queries(tx).selectFrom("inbound_mail").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) return null;
  const envelope = row.envelope as MailEnvelope;
  return {
    id: row.id,
    mailboxId: row.mailbox_id,
    raw: row.raw,
    envelope,
    truncated: row.truncated,
    receivedAt: row.received_at.getTime(),
    state: row.state,
    reason: row.reason,
  };
}

/** Mails with one of these Message-IDs that wait to be taken in, the oldest first. */
export async function waitingMails(tx: Tx, externalIds: readonly string[]): Promise<string[]> {
  if (externalIds.length === 0) return [];
  const rows = await queries(tx)
    .selectFrom("inbound_mail")
    .select("id")
    .where("state", "=", "received")
    .where("external_id", "in", [...externalIds])
    .orderBy("received_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}

/** Locks a mail that still waits; false where it is done already. */
export async function lockWaitingMail(tx: Tx, id: string): Promise<boolean> {
  const row = await queries(tx)
    .selectFrom("inbound_mail")
    .select("state")
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row?.state === "received";
}

export type Settlement = {
  state: "taken_in" | "duplicate" | "ignored" | "unreadable" | "failed";
  reason: string | null;
  ticketId: string | null;
  messageId: string | null;
  at: number;
};

export async function settleMail(tx: Tx, id: string, settlement: Settlement): Promise<void> {
  const settled = queries(tx)
    .updateTable("inbound_mail")
    .set((eb) => ({
      state: settlement.state,
      reason: settlement.reason?.slice(0, REASON_CHARS_MAX) ?? null,
      ticket_id: settlement.ticketId,
      message_id: settlement.messageId,
      // Those that failed have been counted.
      attempts: settlement.state === "failed" ? eb.ref("attempts") : eb("attempts", "+", 1),
      settled_at: new Date(settlement.at),
    }))
    .where("id", "=", id);
  await sendAhead(tx, settled);
}

/** Counts an attempt, by so many, with the reason that it failed for; answers the attempts so far, null where the mail is done. */
export async function countAttempt(
  tx: Tx,
  id: string,
  by: 1 | 0 | -1,
  reason: string | null = null,
): Promise<number | null> {
  const row = await queries(tx)
    .updateTable("inbound_mail")
    .set((eb) => ({
      attempts: eb("attempts", "+", by),
      ...(reason === null ? {} : { reason: reason.slice(0, REASON_CHARS_MAX) }),
    }))
    .where("id", "=", id)
    .where("state", "=", "received")
    .returning("attempts")
    .executeTakeFirst();
  return row?.attempts ?? null;
}

const SWEEP_MAILS_MAX = 1_000;

/**
 * Adds the jobs of mails that wait since before `before`: a process that was killed keeps its jobs locked for hours.
 * A waiting job of the same mail is replaced, one that runs finds the mail done.
 */
export async function addLostJobs(tx: Tx, before: number): Promise<number> {
  const lost = await sql<{ id: string }>`
    with lost as (select id from inbound_mail where state = 'received' and received_at < ${new Date(before)} order by received_at limit ${SWEEP_MAILS_MAX})
    select lost.id, graphile_worker.add_job(${TAKE_IN_MAIL_JOB}, json_build_object('inboundMailId', lost.id, 'again', true),
      max_attempts => ${TAKE_IN_ATTEMPTS_MAX}, job_key => 'take_in_mail/' || lost.id, job_key_mode => 'preserve_run_at') is not null
    from lost`.execute(queries(tx));
  return lost.rows.length;
}

/** A failed mail, also one that was set aside, waits again. False where it had not failed. */
export async function reviveMail(tx: Tx, id: string): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("inbound_mail")
    .set({ state: "received", reason: null, attempts: 0, settled_at: null, alerted_at: null })
    .where("id", "=", id)
    .where("state", "in", ["failed", "set_aside"])
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await sql`select graphile_worker.add_job(${TAKE_IN_MAIL_JOB}, json_build_object('inboundMailId', ${id}::uuid),
    max_attempts => ${TAKE_IN_ATTEMPTS_MAX}, job_key => 'take_in_mail/' || ${id}::text)`.execute(queries(tx));
  return true;
}

/** Takes the content of a ticket's mails away for good, after its customer was erased; that there were mails stays. */
export async function forgetMailsOf(tx: Tx, ticketId: string): Promise<void> {
  await queries(tx)
    .updateTable("inbound_mail")
    .set({ raw: Buffer.alloc(0), envelope: JSON.stringify({}), external_id: null, reason: "erased" })
    .where("ticket_id", "=", ticketId)
    .execute();
}
