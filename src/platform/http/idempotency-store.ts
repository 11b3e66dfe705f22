import { sql } from "kysely";
import { queries, sendAhead } from "../db/index.ts";
import type { Tx } from "../transaction.ts";

export type StoredAnswer = { requestDigest: string; status: number; body: unknown };

/**
 * Claims a key for this transaction. A second request with the same key waits for the first to commit.
 * @returns null when the key is ours now, else what the first request was answered
 */
export async function claimKey(tx: Tx, key: string, requestDigest: string): Promise<StoredAnswer | null> {
  const claimed = await sql<{ key: string }>`
    insert into idempotency_record (key, request_digest, status, body) values (${key}, ${requestDigest}, 0, null)
    on conflict (key) do nothing returning key`.execute(queries(tx));
  if (claimed.rows.length) return null;
  const found = await queries(tx)
    .selectFrom("idempotency_record")
    .select(["request_digest", "status", "body"])
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  return { requestDigest: found.request_digest, status: found.status, body: found.body };
}

export async function keepAnswer(tx: Tx, key: string, status: number, body: unknown): Promise<void> {
  const kept = { status, body: JSON.stringify(body ?? null) };
  await sendAhead(tx, queries(tx).updateTable("idempotency_record").set(kept).where("key", "=", key));
}

/** Forgets answers older than a moment (milliseconds since the epoch). */
export async function forgetAnswers(tx: Tx, before: number): Promise<void> {
  await queries(tx).deleteFrom("idempotency_record").where("created_at", "<", new Date(before)).execute();
}
