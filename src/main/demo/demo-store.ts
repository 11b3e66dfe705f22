import { sql } from "kysely";
import type { Priority, TicketState } from "../../domain/ticket/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export async function countTickets(tx: Tx): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from ticket`.execute(queries(tx));
  return found.rows[0]!.count;
}

export type Standing = {
  state: TicketState;
  priority: Priority;
  teamId: string | null;
  assigneeId: string | null;
  seq: number;
};

export async function standingOf(tx: Tx, ticketId: string): Promise<Standing> {
  const row = await queries(tx)
    .selectFrom("ticket")
    .select(["state", "priority", "team_id", "assignee_id", "event_seq"])
    .where("id", "=", ticketId)
    .executeTakeFirstOrThrow();
  return {
    state: row.state as TicketState,
    priority: row.priority as Priority,
    teamId: row.team_id,
    assigneeId: row.assignee_id,
    seq: row.event_seq,
  };
}

/** The next moment at which a rule acts on one of these tickets, with the ticket. */
export async function nextTimer(
  tx: Tx,
  ticketIds: readonly string[],
): Promise<{ ticketId: string; at: number } | null> {
  const row = await queries(tx)
    .selectFrom("ticket_timer")
    .select(["ticket_id", "fire_at"])
    .where("ticket_id", "in", [...ticketIds])
    .orderBy("fire_at")
    .limit(1)
    .executeTakeFirst();
  return row ? { ticketId: row.ticket_id, at: row.fire_at.getTime() } : null;
}

/** Messages that wait to go out. */
export async function messagesToSend(tx: Tx, ticketIds: readonly string[]): Promise<{ id: string; sendAt: number }[]> {
  const rows = await queries(tx)
    .selectFrom("message")
    .select(["id", "send_at", "created_at"])
    .where("ticket_id", "in", [...ticketIds])
    .where("delivery_state", "=", "waiting")
    .execute();
  return rows.map((row) => ({ id: row.id, sendAt: (row.send_at ?? row.created_at).getTime() }));
}

/** How the desk looks once it is filled. */
export async function promiseFigures(tx: Tx): Promise<Record<string, number>> {
  const found = await sql<{ key: string; count: number }>`
    select case when state = 'closed' then 'closed' when state = 'solved' then 'solved' else promise_state end as key,
      count(*)::int as count from ticket group by 1 order by 1`.execute(queries(tx));
  return Object.fromEntries(found.rows.map(({ key, count }) => [key, count]));
}
