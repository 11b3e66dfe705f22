import { sql } from "kysely";
import { queries, rowsWritten, sendAhead } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type Dirty = {
  ticketId: string;
  /** What stands in the index is not to be trusted: an erasure changes what messages say. */
  fresh: boolean;
};

/** Notes in the transaction that changes a ticket that the index is behind. */
export async function noteDirty(tx: Tx, dirty: Dirty): Promise<void> {
  await sendAhead(tx, noted([{ ticket_id: dirty.ticketId, fresh: dirty.fresh }]));
}

const noted = rowsWritten<{ ticket_id: string; fresh: boolean }>(
  (_, { rows }) => sql`
    insert into search_dirty (ticket_id, fresh)
    select ticket_id, fresh from json_to_recordset(${rows}::json) as r (ticket_id uuid, fresh boolean)`,
);

/**
 * Takes the tickets that have waited longest off the list until the transaction ends, each once, in the order of their ids;
 * null while another node takes some.
 */
export async function takeDirty(tx: Tx, linesMax: number): Promise<Dirty[] | null> {
  const found = await sql<{ free: boolean; ticket_id: string | null; fresh: boolean }>`
    with lock as materialized (select pg_try_advisory_xact_lock(hashtext('search_dirty')) as free), gone as (
      delete from search_dirty d using lock
       where lock.free and d.id in (select id from search_dirty where due_at <= now() order by id limit ${linesMax})
      returning d.ticket_id, d.fresh
    ), tickets as (select ticket_id, bool_or(fresh) as fresh from gone group by ticket_id)
    select lock.free, t.ticket_id, t.fresh from lock left join tickets t on true order by t.ticket_id`.execute(
    queries(tx),
  );
  if (!found.rows[0]?.free) return null;
  return found.rows.flatMap(({ ticket_id, fresh }) => (ticket_id === null ? [] : [{ ticketId: ticket_id, fresh }]));
}

/** Waits until nobody else writes the index, and keeps others from it until the transaction ends. */
export async function lockIndex(tx: Tx): Promise<void> {
  await sendAhead(tx, sql`select pg_advisory_xact_lock(hashtext('search_dirty'))`);
}

/** Takes one ticket off the list, with what it was noted for meanwhile. */
export async function forgetDirty(tx: Tx, ticketId: string): Promise<void> {
  await queries(tx).deleteFrom("search_dirty").where("ticket_id", "=", ticketId).execute();
}

/** Lets a ticket that cannot be indexed wait, so that it holds up no other. */
export async function postponeDirty(tx: Tx, ticketId: string, waitMs: number): Promise<void> {
  await sql`update search_dirty set due_at = now() + make_interval(secs => ${waitMs / 1000}) where ticket_id = ${ticketId}`.execute(
    queries(tx),
  );
}
