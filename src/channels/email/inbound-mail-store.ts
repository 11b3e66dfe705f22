import { sql, type Selectable } from "kysely";
import { builtOnce, queries, sendAhead, submit, type DB } from "../../platform/db/index.ts";
import { wakeWorkers } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { MailEnvelope } from "./verify-sender.ts";

export const TAKE_IN_MAIL_JOB = "take_in_mail";
export const TAKE_IN_ATTEMPTS_MAX = 5;
/** A worker that is killed spends an attempt of every job that it holds; what the mail itself is to blame for is counted with the mail. */
const TAKE_IN_JOB_ATTEMPTS_MAX = 25;
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
  const { sha256, raw, externalId, truncated } = mail;
  const [ids, mailboxIds] = [[...mail.ids], [...mail.mailboxIds]];
  const envelope = JSON.stringify(mail.envelope);
  const at = new Date(mail.receivedAt);
  await submit(tx, kept({ ids, mailboxIds, sha256, raw, envelope, externalId, truncated, at }));
  wakeWorkers(tx);
}

type KeptMail = { ids: string[]; mailboxIds: string[]; envelope: string; at: Date } & Pick<
  ReceivedMail,
  "sha256" | "raw" | "externalId" | "truncated"
>;

const kept = builtOnce<KeptMail>(
  (_, of) => sql`
    with kept as (
      insert into inbound_mail (id, mailbox_id, sha256, raw, envelope, external_id, truncated, received_at)
      select id, mailbox_id, ${of.sha256}::bytea, ${of.raw}::bytea, ${of.envelope}::jsonb, ${of.externalId}, ${of.truncated}::boolean, ${of.at}
      from unnest(${of.ids}::uuid[], ${of.mailboxIds}::uuid[]) as t (id, mailbox_id)
      on conflict (mailbox_id, sha256) do nothing
      returning id)
    select put_job(${TAKE_IN_MAIL_JOB}, json_build_object('inboundMailId', kept.id), null, null, ${TAKE_IN_JOB_ATTEMPTS_MAX}::smallint,
      'take_in_mail/' || kept.id, 0::smallint)
    from kept`,
);

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
  const [row] = await submit<Selectable<DB["inbound_mail"]>>(tx, found({ id }));
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

const found = builtOnce<{ id: string }>((by, { id }) => by.selectFrom("inbound_mail").selectAll().where("id", "=", id));

/** Mails with one of these Message-IDs that wait to be taken in, the oldest first. */
export async function waitingMails(tx: Tx, externalIds: readonly string[]): Promise<string[]> {
  if (externalIds.length === 0) return [];
  const rows = await submit<{ id: string }>(tx, waiting({ externalIds: [...externalIds] }));
  return rows.map((row) => row.id);
}

// The state stands in the text: a plan for any state cannot use the index of those that wait. Ordered afterwards: an index in
// that order would be read to its end.
const waiting = builtOnce<{ externalIds: string[] }>(
  (_, { externalIds }) => sql`
    with these as materialized (
      select id, received_at from inbound_mail where state = 'received' and external_id = any(${externalIds}::text[]))
    select id from these order by received_at, id`,
);

/** Locks a mail that still waits; false where it is done already. */
export async function lockWaitingMail(tx: Tx, id: string): Promise<boolean> {
  const [row] = await submit<{ state: string }>(tx, locked({ id }));
  return row?.state === "received";
}

const locked = builtOnce<{ id: string }>((by, { id }) =>
  by.selectFrom("inbound_mail").select("state").where("id", "=", id).forUpdate(),
);

export type Settlement = {
  state: "taken_in" | "duplicate" | "ignored" | "unreadable" | "failed";
  reason: string | null;
  ticketId: string | null;
  messageId: string | null;
  at: number;
};

export async function settleMail(tx: Tx, id: string, settlement: Settlement): Promise<void> {
  const { state, ticketId, messageId, at } = settlement;
  // Those that failed have been counted.
  const counts = state === "failed" ? 0 : 1;
  const reason = settlement.reason?.slice(0, REASON_CHARS_MAX) ?? null;
  await sendAhead(tx, settled({ id, state, reason, ticketId, messageId, counts, at: new Date(at) }));
}

type SettledRow = Omit<Settlement, "at"> & { id: string; counts: number; at: Date };

const settled = builtOnce<SettledRow>(
  (_, of) => sql`
    update inbound_mail set state = ${of.state}, reason = ${of.reason}, ticket_id = ${of.ticketId}, message_id = ${of.messageId},
      attempts = attempts + ${of.counts}::int, settled_at = ${of.at} where id = ${of.id}`,
);

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
/** What a dead or hung worker holds is given back in two minutes; a job that is held longer was missed there. */
const HELD_SECONDS_MAX = 600;

/**
 * Adds the jobs of mails that wait since before `before` and that no worker holds. A waiting job of the same mail is replaced; one
 * that is held would be given up by that, and stay for ever as one that failed when its worker is dead.
 */
export async function addLostJobs(tx: Tx, before: number): Promise<number> {
  const lost = await sql<{ id: string }>`
    with lost as (select id from inbound_mail m where state = 'received' and received_at < ${new Date(before)}
      and not exists (select from graphile_worker.jobs j
        where j.key = 'take_in_mail/' || m.id and j.locked_at > now() - make_interval(secs => ${HELD_SECONDS_MAX}))
      order by received_at limit ${SWEEP_MAILS_MAX})
    select lost.id, graphile_worker.add_job(${TAKE_IN_MAIL_JOB}, json_build_object('inboundMailId', lost.id, 'again', true),
      max_attempts => ${TAKE_IN_JOB_ATTEMPTS_MAX}, job_key => 'take_in_mail/' || lost.id, job_key_mode => 'preserve_run_at') is not null
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
    max_attempts => ${TAKE_IN_JOB_ATTEMPTS_MAX}, job_key => 'take_in_mail/' || ${id}::text)`.execute(queries(tx));
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
