import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { headColumns, headOf, type TicketHead } from "./ticket-store.ts";

/** Timers looked through for tickets that nobody holds: more than all workers together hold at once. */
const DUE_TIMERS_READ_MAX = 600;

/**
 * Holds tickets of which a timer is due, the longest waiting first, until the transaction ends. Those that somebody else
 * holds are passed by: whoever holds them writes their timers anew, or another sweep finds them.
 */
export async function holdDueTickets(tx: Tx, now: number, ticketsMax: number): Promise<string[]> {
  const due = sql<{ id: string; fire_at: Date }>`(
    select ticket_id as id, min(fire_at) as fire_at from (
      select ticket_id, fire_at from ticket_timer where fire_at <= ${new Date(now)} order by fire_at
        limit ${DUE_TIMERS_READ_MAX}
    ) timers group by ticket_id)`;
  const rows = await queries(tx)
    .selectFrom("ticket")
    .innerJoin(due.as("due"), "due.id", "ticket.id")
    .select("ticket.id")
    .orderBy("due.fire_at")
    .orderBy("ticket.id")
    .limit(ticketsMax)
    .forUpdate("ticket")
    .skipLocked()
    .execute();
  return rows.map(({ id }) => id);
}

/** Holds these tickets, waiting for whoever has them, and answers what their rows say; those that are not there are left out. */
export async function holdTickets(
  tx: Tx,
  ticketIds: readonly string[],
): Promise<{ ticketId: string; head: TicketHead }[]> {
  const rows = await queries(tx)
    .selectFrom("ticket")
    .select(["ticket.id", ...headColumns])
    .where("ticket.id", "in", [...ticketIds])
    // One order for all, so that nobody waits in a circle.
    .orderBy("ticket.id")
    .forUpdate()
    .execute();
  return rows.map((row) => ({ ticketId: row.id, head: headOf(row) }));
}
