import type { Clock } from "../../domain/clocks/index.ts";
import {
  evolve,
  foldTicket,
  type Actor,
  type Ticket,
  type TicketEvent,
  type TicketEventBody,
} from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Procedure } from "../sop/index.ts";
import { dueOf, notBefore, tell, timersOf, type TicketChange, type TicketDesk } from "./change-ticket.ts";
import { writeClocks } from "./clock-store.ts";
import { holdTickets } from "./due-store.ts";
import { appendEvents, chainEvents, readEventsOf } from "./event-store.ts";
import { updateTickets, type TicketHead } from "./ticket-store.ts";

/** A ticket whose row this transaction holds, with its past and what it came to. */
export type HeldTicket = {
  ticket: Ticket;
  head: TicketHead;
  past: readonly TicketEvent[];
  procedure: Procedure;
};

/** What is to happen to a held ticket; `clocks` as they stand with these events. */
export type HeldChange = {
  held: HeldTicket;
  actor: Actor;
  bodies: readonly TicketEventBody[];
  clocks: readonly Clock[];
  stop?: NonNullable<TicketChange["stop"]>;
};

/** Holds and reads these tickets in their order, a handful of queries for all; those that are not there are left out. */
export async function heldTickets(desk: TicketDesk, tx: Tx, ticketIds: readonly string[]): Promise<HeldTicket[]> {
  if (ticketIds.length === 0) return [];
  const places = new Map(ticketIds.map((id, place) => [id, place]));
  const placeOf = ({ ticketId }: { ticketId: string }) => places.get(ticketId) ?? 0;
  const heads = (await holdTickets(tx, ticketIds)).toSorted((a, b) => placeOf(a) - placeOf(b));
  const events = await readEventsOf(tx, ticketIds);
  const procedures = new Map<string, Procedure>();
  for (const { head } of heads)
    if (!procedures.has(head.sopVersionId))
      procedures.set(head.sopVersionId, await desk.procedures.version(tx, head.sopVersionId));
  return heads.map(({ ticketId, head }) => {
    const past = events.get(ticketId) ?? [];
    return { ticket: foldTicket(ticketId, past), head, past, procedure: procedures.get(head.sopVersionId)! };
  });
}

/** The events that a change makes, numbered after the ticket's past and never before it. */
export function eventsOf(
  { held, actor, bodies }: Pick<HeldChange, "held" | "actor" | "bodies">,
  now: number,
): TicketEvent[] {
  const at = notBefore(held.past, now);
  return bodies.map((body, index) => ({ seq: held.ticket.seq + index + 1, at, actor, body }));
}

/** What became of a held ticket; `change` is null where it had no events. */
export type HeldOutcome = { held: HeldTicket; change: TicketChange | null };

/**
 * Writes changes of tickets that this transaction holds, with their state, clocks and timers, in as many queries for all
 * as for one, and lets subscribers act. A change without events writes clocks and timers anew and nobody hears of it.
 * @returns what became of each, in their order
 */
export async function changeHeld(
  desk: TicketDesk,
  tx: Tx,
  changes: readonly HeldChange[],
  now: number,
): Promise<HeldOutcome[]> {
  if (changes.length === 0) return [];
  const written = changes.map((change) => {
    const events = eventsOf(change, now);
    const { ticket: before, head } = change.held;
    const ticket = events.reduce<Ticket>((state, event) => evolve(state, state.id, event), before);
    return { ...change, before, ticket, events, chained: chainEvents(head.hash, before.id, events) };
  });
  await appendEvents(
    tx,
    written.map(({ chained }) => chained),
  );
  await updateTickets(
    tx,
    written.map(({ ticket, chained: { hash }, clocks }) => ({ ticket, hash, due: dueOf(ticket, clocks, now), now })),
  );
  await writeClocks(
    tx,
    written.map(({ ticket, clocks }) => ({ ticketId: ticket.id, clocks, timers: timersOf(ticket, clocks) })),
  );
  const outcomes: HeldOutcome[] = [];
  for (const { before, ticket, held, events, clocks, actor, chained, stop } of written) {
    const after = { ...held, ticket, head: { ...held.head, hash: chained.hash }, past: [...held.past, ...events] };
    const change = { before, ticket, head: held.head, events, clocks, actor, now, ...(stop ? { stop } : {}) };
    outcomes.push({ held: after, change: events.length === 0 ? null : await tell(desk, tx, change) });
  }
  return outcomes;
}
