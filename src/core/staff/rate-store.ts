import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import { digestOf } from "./secrets.ts";

export type RateRule = { max: number; windowSeconds: number };
export type RateAnswer = { allowed: boolean; retryAfterSeconds: number };

/**
 * Counts one call of `key` and says whether it is within `rule`. Counted in the database, outside any transaction of
 * the caller, so that it holds across nodes and a refused call counts too.
 */
export async function consumeRate(db: Database, key: string, rule: RateRule, now: number): Promise<RateAnswer> {
  const at = new Date(now);
  const oldest = new Date(now - rule.windowSeconds * 1000);
  const counted = await sql<{ count: number; started_at: Date }>`
    insert into rate_window as w (key, count, started_at) values (${digestOf(key)}, 1, ${at}::timestamptz)
    on conflict (key) do update set
      count = case when w.started_at <= ${oldest}::timestamptz then 1 else least(w.count + 1, 1000000) end,
      started_at = case when w.started_at <= ${oldest}::timestamptz then excluded.started_at else w.started_at end
    returning count, started_at`.execute(queries(db.reading));
  const row = counted.rows[0]!;
  const left = row.started_at.getTime() + rule.windowSeconds * 1000 - now;
  return { allowed: row.count <= rule.max, retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)) };
}

/** Forgets windows that began before a moment. */
export async function forgetRates(tx: Tx, before: number): Promise<void> {
  await queries(tx).deleteFrom("rate_window").where("started_at", "<", new Date(before)).execute();
}
