import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Notes how far a person has read; never back, and never further than the ticket goes. */
export async function noteSeen(
  tx: Tx,
  seen: { ticketId: string; staffId: string; seq: number },
  now: number,
): Promise<void> {
  await sql`
    insert into ticket_seen (ticket_id, staff_id, seq, seen_at)
    select t.id, ${seen.staffId}, least(${seen.seq}::int, t.event_seq), ${new Date(now)} from ticket t where t.id = ${seen.ticketId}
    on conflict (ticket_id, staff_id) do update
      set seq = greatest(ticket_seen.seq, excluded.seq), seen_at = excluded.seen_at`.execute(queries(tx));
}
