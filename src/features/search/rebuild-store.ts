import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const LOCK_WAIT_MS = 2_000;

/** The next tickets of an earlier version to put in order, newest first; null when none are left, or another node is at it. */
export async function nextToRebuild(tx: Tx, ticketsMax: number): Promise<string[] | null> {
  const found = await sql<{ free: boolean; left: boolean; ids: string[] }>`
    select pg_try_advisory_xact_lock(hashtext('search_dirty')) as free, r.finished_at is null as left,
           array(select t.id from ticket t where r.finished_at is null and (r.ticket_id is null or t.id < r.ticket_id)
                  order by t.id desc limit ${ticketsMax}) as ids
      from search_rebuild r`.execute(queries(tx));
  const row = found.rows[0];
  return row?.free && row.left ? row.ids : null;
}

/** Whether the past is in order. */
export async function isRebuilt(tx: Tx): Promise<boolean> {
  const found = await queries(tx)
    .selectFrom("search_rebuild")
    .select((row) => row("finished_at", "is not", null).as("done"))
    .executeTakeFirst();
  return found?.done === true;
}

/** @param last the ticket that was done last; null: there are no more */
export async function noteRebuilt(tx: Tx, done: { tickets: number; last: string | null }): Promise<void> {
  await sql`
    update search_rebuild set tickets_done = tickets_done + ${done.tickets}, ticket_id = coalesce(${done.last}::uuid, ticket_id),
           moved_at = now(), finished_at = case when ${done.last}::uuid is null then now() end`.execute(queries(tx));
}

/** Takes the index of an earlier version away; waits for nobody's search for long. */
export async function dropOldIndex(tx: Tx): Promise<void> {
  const found = await sql<{ there: boolean }>`
    select to_regclass('search_entry_codes') is not null as there, set_config('lock_timeout', ${String(LOCK_WAIT_MS)}, true)`.execute(
    queries(tx),
  );
  if (found.rows[0]?.there) await sql`drop index if exists search_entry_codes`.execute(queries(tx));
}
