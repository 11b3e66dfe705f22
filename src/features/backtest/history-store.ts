import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type TicketMark = { id: string; number: number; team: string | null };

/** Moments in epoch ms: opened at or after `from`, before `to`. */
export type Opened = { from: number | null; to: number | null };

/** What the transaction reads is of one moment, and it cannot write. Call it first. */
export async function readOneSnapshot(tx: Tx): Promise<void> {
  await sql`set transaction isolation level repeatable read, read only`.execute(queries(tx));
}

/** The moment of the newest change on the desk; null without tickets. */
export async function newestChange(tx: Tx): Promise<number | null> {
  const row = await queries(tx)
    .selectFrom("ticket")
    .select((select) => select.fn.max("updated_at").as("at"))
    .executeTakeFirst();
  return row?.at?.getTime() ?? null;
}

export async function countTickets(tx: Tx, { from, to }: Opened): Promise<{ within: number; all: number }> {
  const row = await queries(tx)
    .selectFrom("ticket")
    .select((select) => [
      select.fn.countAll<number>().as("all"),
      select.fn
        .countAll<number>()
        .filterWhere((where) =>
          where.and([
            ...(from === null ? [] : [where("opened_at", ">=", new Date(from))]),
            ...(to === null ? [] : [where("opened_at", "<", new Date(to))]),
          ]),
        )
        .as("within"),
    ])
    .executeTakeFirstOrThrow();
  return row;
}

/** Tickets in order of their ids, from the one after `afterId`. */
export async function ticketsAfter(tx: Tx, afterId: string, opened: Opened, limit: number): Promise<TicketMark[]> {
  let query = marks(tx).where("ticket.id", ">", afterId).orderBy("ticket.id").limit(limit);
  if (opened.from !== null) query = query.where("ticket.opened_at", ">=", new Date(opened.from));
  if (opened.to !== null) query = query.where("ticket.opened_at", "<", new Date(opened.to));
  return query.execute();
}

/** The tickets that were made last, the oldest of them first. */
export async function lastTickets(tx: Tx, count: number): Promise<TicketMark[]> {
  const found = await marks(tx).orderBy("ticket.id", "desc").limit(count).execute();
  return found.toReversed();
}

export async function ticketByNumber(tx: Tx, number: number): Promise<TicketMark | null> {
  return (await marks(tx).where("ticket.number", "=", number).executeTakeFirst()) ?? null;
}

const marks = (tx: Tx) =>
  queries(tx)
    .selectFrom("ticket")
    .leftJoin("team", "team.id", "ticket.team_id")
    .select(["ticket.id", "ticket.number", "team.name as team"]);
