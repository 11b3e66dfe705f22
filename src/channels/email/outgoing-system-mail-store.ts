import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Lease } from "./deliver-store.ts";

export type SystemMailRow = {
  id: string;
  purpose: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  language: "zh" | "en";
  headers: Record<string, string>;
};

export async function insertSystemMail(tx: Tx, mail: SystemMailRow, now: number): Promise<void> {
  await queries(tx)
    .insertInto("system_mail")
    .values({
      id: mail.id,
      purpose: mail.purpose,
      recipient: mail.to,
      subject: mail.subject,
      body_text: mail.text,
      body_html: mail.html,
      language: mail.language,
      headers: JSON.stringify(mail.headers),
      created_at: new Date(now),
    })
    .execute();
}

/** Takes a mail for one attempt; null when it is settled or somebody else is sending it. */
export async function claimSystemMail(
  tx: Tx,
  id: string,
  now: number,
  lease: Lease,
): Promise<(SystemMailRow & { attempts: number }) | null> {
  const row = await queries(tx)
    .updateTable("system_mail")
    .set({
      state: "sending",
      attempts: sql<number>`attempts + 1`,
      lease_until: new Date(now + lease.ms),
      lease_holder: lease.holder,
    })
    .where("id", "=", id)
    .where("state", "in", ["waiting", "sending"])
    .where((where) => where.or([where("lease_until", "is", null), where("lease_until", "<=", new Date(now))]))
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    purpose: row.purpose,
    to: row.recipient,
    subject: row.subject,
    text: row.body_text,
    html: row.body_html,
    language: row.language as "zh" | "en",
    headers: row.headers as Record<string, string>,
    attempts: row.attempts,
  };
}

export async function postponeSystemMail(tx: Tx, id: string, detail: string): Promise<void> {
  await queries(tx)
    .updateTable("system_mail")
    .set({ state: "waiting", lease_until: null, lease_holder: null, detail: detail.slice(0, 2_000) })
    .where("id", "=", id)
    .execute();
}

/** Settles a mail; its content may hold links that open doors, so it goes. */
export async function settleSystemMail(
  tx: Tx,
  id: string,
  end: { state: "sent" | "failed"; detail: string | null; now: number },
): Promise<void> {
  await queries(tx)
    .updateTable("system_mail")
    .set({
      state: end.state,
      detail: end.detail?.slice(0, 2_000) ?? null,
      lease_until: null,
      lease_holder: null,
      body_text: "",
      body_html: "",
      settled_at: new Date(end.now),
    })
    .where("id", "=", id)
    .execute();
}

/** Mails without an attempt under way that were handed over before this moment and should have gone by now. */
export async function overdueSystemMails(tx: Tx, before: number, countMax: number): Promise<string[]> {
  const rows = await queries(tx)
    .selectFrom("system_mail as m")
    .select("m.id")
    .where("m.state", "in", ["waiting", "sending"])
    .where("m.created_at", "<", new Date(before))
    .where((where) => where.or([where("m.lease_until", "is", null), where("m.lease_until", "<", new Date(before))]))
    .where(
      sql<boolean>`not exists (select 1 from graphile_worker.jobs j
        where j.key = 'system-mail:' || m.id::text and j.locked_at is null)`,
    )
    .orderBy("m.created_at")
    .limit(countMax)
    .execute();
  return rows.map((row) => row.id);
}

/** Forgets settled mails older than a moment. */
export async function forgetSystemMails(tx: Tx, before: number): Promise<void> {
  await queries(tx).deleteFrom("system_mail").where("settled_at", "<", new Date(before)).execute();
}
