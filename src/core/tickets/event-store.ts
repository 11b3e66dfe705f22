import { createHash } from "node:crypto";
import { sql } from "kysely";
import { chainText, type Actor, type TicketEvent, type TicketEventBody } from "../../domain/ticket/index.ts";
import { builtOnce, queries, rowsWritten, sendAhead, submit } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export const CHAIN_START = Buffer.alloc(32);

export function nextHash(previous: Buffer, ticketId: string, event: TicketEvent): Buffer {
  return createHash("sha256").update(previous).update(chainText(ticketId, event)).digest();
}

/** The hash at the end of some events, counted from the one before them. */
export const chainHash = (previous: Buffer, ticketId: string, events: readonly TicketEvent[]): Buffer =>
  chainEvents(previous, ticketId, events).hash;

export async function readEvents(tx: Tx, ticketId: string): Promise<TicketEvent[]> {
  return (await submit<EventRow>(tx, eventsOf({ ticketId }))).map(eventOf);
}

const eventsOf = builtOnce<{ ticketId: string }>(
  (by, { ticketId }) =>
    by
      .selectFrom("ticket_event")
      .select(["seq", "at", "actor_kind", "actor_id", "body"])
      .where("ticket_id", "=", ticketId)
      .orderBy("seq"),
  { kind: "same" },
);

/** The events of many tickets, each in its order. */
export async function readEventsOf(tx: Tx, ticketIds: readonly string[]): Promise<Map<string, TicketEvent[]>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await queries(tx)
    .selectFrom("ticket_event")
    .select(["ticket_id", "seq", "at", "actor_kind", "actor_id", "body"])
    .where("ticket_id", "in", [...ticketIds])
    .orderBy("ticket_id")
    .orderBy("seq")
    .execute();
  const events = new Map<string, TicketEvent[]>();
  for (const row of rows) {
    const of = events.get(row.ticket_id) ?? [];
    of.push(eventOf(row));
    events.set(row.ticket_id, of);
  }
  return events;
}

/** Whether the customer has confirmed since it was solved last; a watch may keep the case from closing then. */
export async function isConfirmed(tx: Tx, ticketId: string): Promise<boolean> {
  const row = await queries(tx)
    .selectFrom("ticket_event")
    .select("type")
    .where("ticket_id", "=", ticketId)
    .where("type", "in", ["solved", "confirmed"])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.type === "confirmed";
}

/** Events as they are kept, each with its hash, and the hash at their end. */
export type Chained = { ticketId: string; links: readonly { event: TicketEvent; hash: Buffer }[]; hash: Buffer };

/** Puts events after the one whose hash is `previous`. */
export function chainEvents(previous: Buffer, ticketId: string, events: readonly TicketEvent[]): Chained {
  let hash = previous;
  const links = events.map((event) => {
    hash = nextHash(hash, ticketId, event);
    return { event, hash };
  });
  return { ticketId, links, hash };
}

/** Appends events to their chains, all in one query. */
export async function appendEvents(tx: Tx, chains: readonly Chained[]): Promise<void> {
  const rows = chains.flatMap(({ ticketId, links }) => links.map((link) => ({ ticketId, ...link })));
  if (rows.length === 0) return;
  await sendAhead(
    tx,
    insertedEvents(
      rows.map(({ ticketId, event: { seq, at, actor, body }, hash }) => ({
        ticket_id: ticketId,
        seq,
        at: new Date(at),
        actor_kind: actor.kind,
        actor_id: actor.kind === "system" ? null : actor.id,
        type: body.type,
        body,
        hash: `\\x${hash.toString("hex")}`,
      })),
    ),
  );
}

const insertedEvents = rowsWritten(
  (_, { rows }) => sql`
    insert into ticket_event (ticket_id, seq, at, actor_kind, actor_id, type, body, hash)
    select ticket_id, seq, at, actor_kind, actor_id, type, body, hash
      from json_populate_recordset(null::ticket_event, ${rows}::json)`,
);

type EventRow = { seq: number; at: Date; actor_kind: string; actor_id: string | null; body: unknown };

const eventOf = (row: EventRow): TicketEvent => ({
  seq: row.seq,
  at: row.at.getTime(),
  actor: actorOf(row.actor_kind, row.actor_id),
  body: row.body as TicketEventBody,
});

function actorOf(kind: string, id: string | null): Actor {
  return kind === "system" ? { kind: "system" } : ({ kind, id: id ?? "" } as Actor);
}
