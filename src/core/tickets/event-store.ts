import { createHash } from "node:crypto";
import { chainText, type Actor, type TicketEvent, type TicketEventBody } from "../../domain/ticket/index.ts";
import { queries, sendAhead, submit } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export const CHAIN_START = Buffer.alloc(32);

export function nextHash(previous: Buffer, ticketId: string, event: TicketEvent): Buffer {
  return createHash("sha256").update(previous).update(chainText(ticketId, event)).digest();
}

/** The hash at the end of some events, counted from the one before them. */
export function chainHash(previous: Buffer, ticketId: string, events: readonly TicketEvent[]): Buffer {
  return events.reduce((hash, event) => nextHash(hash, ticketId, event), previous);
}

export async function readEvents(tx: Tx, ticketId: string): Promise<TicketEvent[]> {
  const asked = queries(tx)
    .selectFrom("ticket_event")
    .select(["seq", "at", "actor_kind", "actor_id", "body"])
    .where("ticket_id", "=", ticketId)
    .orderBy("seq");
  return (await submit<EventRow>(tx, asked)).map(eventOf);
}

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

/** Appends events to a chain and answers its new hash. */
export async function appendEvents(
  tx: Tx,
  ticketId: string,
  previous: Buffer,
  events: readonly TicketEvent[],
): Promise<Buffer> {
  await appendEventsOf(tx, [{ ticketId, previous, events }]);
  return chainHash(previous, ticketId, events);
}

/** Appends events to many chains in one query. */
export async function appendEventsOf(
  tx: Tx,
  chains: readonly { ticketId: string; previous: Buffer; events: readonly TicketEvent[] }[],
): Promise<void> {
  const rows = chains.flatMap(({ ticketId, previous, events }) => {
    let hash = previous;
    return events.map((event) => {
      hash = nextHash(hash, ticketId, event);
      return {
        ticket_id: ticketId,
        seq: event.seq,
        at: new Date(event.at),
        actor_kind: event.actor.kind,
        actor_id: event.actor.kind === "system" ? null : event.actor.id,
        type: event.body.type,
        body: JSON.stringify(event.body),
        hash,
      };
    });
  });
  if (rows.length > 0) await sendAhead(tx, queries(tx).insertInto("ticket_event").values(rows));
}

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
