import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type Claim = { kind: "ours"; attempts: number } | { kind: "busy"; until: number };

/** How long an attempt may take, and the worker that makes it. */
export type Lease = { ms: number; holder: string | null };

/** Takes a message for one attempt, unless somebody else is in the dialogue right now. */
export async function claimDelivery(tx: Tx, messageId: string, now: number, lease: Lease): Promise<Claim> {
  const until = new Date(now + lease.ms);
  const claimed = await sql<{ attempts: number }>`
    insert into mail_delivery as d (message_id, attempts, lease_until, lease_holder)
      values (${messageId}, 1, ${until}, ${lease.holder})
    on conflict (message_id) do update set attempts = d.attempts + 1, lease_until = excluded.lease_until,
        lease_holder = excluded.lease_holder
      where d.lease_until is null or d.lease_until <= ${new Date(now)}
    returning attempts`.execute(queries(tx));
  const row = claimed.rows[0];
  if (row) return { kind: "ours", attempts: row.attempts };
  const held = await queries(tx)
    .selectFrom("mail_delivery")
    .select("lease_until")
    .where("message_id", "=", messageId)
    .executeTakeFirstOrThrow();
  return { kind: "busy", until: held.lease_until?.getTime() ?? now };
}

/** Gives a message free after its attempt. */
export async function releaseDelivery(tx: Tx, messageId: string): Promise<void> {
  await queries(tx)
    .updateTable("mail_delivery")
    .set({ lease_until: null, lease_holder: null })
    .where("message_id", "=", messageId)
    .execute();
}

/** Gives free what workers had taken that are gone: letters and mails of the desk itself. */
export async function freeLettersOf(tx: Tx, workerIds: readonly string[]): Promise<void> {
  for (const table of ["mail_delivery", "system_mail"] as const)
    await queries(tx)
      .updateTable(table)
      .set({ lease_until: null, lease_holder: null })
      .where("lease_holder", "in", [...workerIds])
      .execute();
}
