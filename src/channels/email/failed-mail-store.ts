import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { MailParty } from "../../domain/channel/inbound-message.ts";
import { parseHead } from "./parse-mail.ts";

/** A mail that could not be taken in; sizes are bytes, times milliseconds since the epoch. */
export type FailedMail = {
  id: string;
  mailbox: { id: string; name: string; address: string };
  from: MailParty | null;
  subject: string;
  receivedAt: number;
  attempts: number;
  reason: string;
  sizeBytes: number;
};

export type FailedMailPage = { state: "failed" | "set_aside"; after: { at: Date; id: string } | null; limit: number };

/** Who wrote it and about what stands here, or too far down to be worth the reading. */
const HEAD_BYTES_MAX = 16 * 1024;

/** The newest first, up to `limit`. */
export async function listFailedMails(tx: Tx, { state, after, limit }: FailedMailPage): Promise<FailedMail[]> {
  const rows = await queries(tx)
    .selectFrom("inbound_mail as m")
    .innerJoin("mailbox as b", "b.id", "m.mailbox_id")
    .select(["m.id", "m.mailbox_id", "b.name", "b.address", "m.received_at", "m.attempts", "m.reason"])
    .select(sql<number>`octet_length(m.raw)`.as("size_bytes"))
    .select(sql<Buffer>`substring(m.raw from 1 for ${HEAD_BYTES_MAX}::int)`.as("beginning"))
    .select(sql<string | null>`m.envelope->>'from'`.as("envelope_from"))
    .where("m.state", "=", sql.lit(state))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(m.received_at, m.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy("m.received_at", "desc")
    .orderBy("m.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => {
    const head = parseHead(row.beginning);
    const sender = row.envelope_from ? { name: "", address: row.envelope_from } : null;
    return {
      id: row.id,
      mailbox: { id: row.mailbox_id, name: row.name, address: row.address },
      from: head.from ?? sender,
      subject: head.subject,
      receivedAt: row.received_at.getTime(),
      attempts: row.attempts,
      reason: row.reason ?? "",
      sizeBytes: row.size_bytes,
    };
  });
}

/** How many have failed; counting stops at `countMax`. */
export async function countFailedMails(tx: Tx, countMax: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
    select 1 from inbound_mail where state = 'failed' limit ${countMax}) as counted`.execute(queries(tx));
  return rows[0]!.n;
}

/** The mailbox of a mail that has failed or was set aside. */
export async function findFailedMail(
  tx: Tx,
  id: string,
): Promise<{ mailboxId: string; mailboxAddress: string } | null> {
  const row = await queries(tx)
    .selectFrom("inbound_mail as m")
    .innerJoin("mailbox as b", "b.id", "m.mailbox_id")
    .select(["m.mailbox_id", "b.address"])
    .where("m.id", "=", id)
    .where("m.state", "in", ["failed", "set_aside"])
    .executeTakeFirst();
  return row ? { mailboxId: row.mailbox_id, mailboxAddress: row.address } : null;
}

/** False where it had not failed. */
export async function setAside(tx: Tx, id: string): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("inbound_mail")
    .set({ state: "set_aside" })
    .where("id", "=", id)
    .where("state", "=", "failed")
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/**
 * Marks the failed mails of which nobody was told yet as told, and answers how many they are and why the newest failed; null where
 * there are none, or somebody was told since `toldSince` (milliseconds since the epoch).
 */
export async function takeUntold(
  tx: Tx,
  { now, toldSince }: { now: number; toldSince: number },
): Promise<{ count: number; reason: string } | null> {
  const { rows } = await sql<{ reason: string | null }>`
    with untold as (
      update inbound_mail set alerted_at = ${new Date(now)} where state = 'failed' and alerted_at is null
        and not exists (select from inbound_mail where alerted_at > ${new Date(toldSince)})
      returning received_at, id, reason)
    select reason from untold order by received_at desc, id desc`.execute(queries(tx));
  return rows.length === 0 ? null : { count: rows.length, reason: rows[0]!.reason ?? "" };
}
