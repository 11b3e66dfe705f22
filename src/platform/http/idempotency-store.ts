import { sql } from "kysely";
import { builtOnce, queries, rowsWritten, sendAhead, submit } from "../db/index.ts";
import type { Tx } from "../transaction.ts";

export type StoredAnswer = { requestDigest: string; status: number; body: unknown };

/** What the request with this key was answered; null where none has been yet. */
export async function findAnswer(tx: Tx, key: string): Promise<StoredAnswer | null> {
  type Row = { request_digest: string; status: number; body: unknown };
  const [row] = await submit<Row>(tx, answered({ key }));
  return row ? { requestDigest: row.request_digest, status: row.status, body: row.body } : null;
}

const answered = builtOnce<{ key: string }>(
  (by, { key }) =>
    by.selectFrom("idempotency_record").select(["request_digest", "status", "body"]).where("key", "=", key),
  { kind: "same" },
);

/** Keeps an answer with what was done for it. Of two transactions that keep one for the same key only one can commit. */
export async function keepAnswer(tx: Tx, key: string, { requestDigest, status, body }: StoredAnswer): Promise<void> {
  await sendAhead(tx, kept([{ key, request_digest: requestDigest, status, body: body ?? null }]));
}

const kept = rowsWritten<{ key: string; request_digest: string; status: number; body: unknown }>(
  (_, { rows }) => sql`
    insert into idempotency_record (key, request_digest, status, body)
    select key, request_digest, status, body from json_populate_recordset(null::idempotency_record, ${rows}::json)`,
);

/** Waits for whoever works under this key, and keeps others waiting until the transaction ends. */
export async function holdKey(tx: Tx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(queries(tx));
}

/** Forgets answers older than a moment (milliseconds since the epoch). */
export async function forgetAnswers(tx: Tx, before: number): Promise<void> {
  await queries(tx).deleteFrom("idempotency_record").where("created_at", "<", new Date(before)).execute();
}
