import type { Refusal } from "../../domain/result.ts";
import { isOpen, type Actor } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Procedure } from "../sop/index.ts";
import { changeHeld, eventsOf, heldTickets, type HeldTicket } from "./change-held.ts";
import { roomsOfTicket, type TicketDesk } from "./change-ticket.ts";
import { setSopVersion } from "./ticket-store.ts";

type TicketMove = {
  ticketIds: readonly string[];
  to: Procedure;
  /** The number of each version by its id, for the trail. */
  numbers: ReadonlyMap<string, number>;
  actor: Actor;
  reason: string;
  now: number;
};

type Moved = { moved: string[]; refused: { ticketId: string; refusal: Refusal }[] };

/**
 * Puts open tickets under another version of the procedure: each keeps its events, and its clocks are folded anew from them,
 * so that nothing restarts. One that runs under it already is left alone; a few queries for all of them.
 */
export async function moveTickets(desk: TicketDesk, tx: Tx, move: TicketMove): Promise<Moved> {
  const held = await heldTickets(desk, tx, move.ticketIds);
  const refused = move.ticketIds
    .filter((ticketId) => !held.some(({ ticket }) => ticket.id === ticketId))
    .map((ticketId) => ({ ticketId, refusal: { code: "not_found" } as Refusal }));
  for (const { ticket } of held)
    if (!isOpen(ticket))
      refused.push({ ticketId: ticket.id, refusal: { code: "transition_not_allowed", params: { state: "closed" } } });
  const moving = held.filter(({ ticket, head }) => isOpen(ticket) && head.sopVersionId !== move.to.sopVersionId);
  if (moving.length === 0) return { moved: [], refused };
  const moved = moving.map(({ ticket }) => ticket.id);
  await setSopVersion(tx, moved, move.to.sopVersionId);
  await changeHeld(
    desk,
    tx,
    moving.map((one) => changeOf(one, move)),
    move.now,
  );
  return { moved, refused };
}

function changeOf(held: HeldTicket, { to, numbers, actor, reason, now }: TicketMove) {
  const [from, toId] = [held.head.sopVersionId, to.sopVersionId];
  const [fromNumber, toNumber] = [numbers.get(from) ?? 0, numbers.get(toId) ?? 0];
  const bodies = [{ type: "procedure_moved" as const, from, to: toId, fromNumber, toNumber, reason }];
  const moved = { ...held, procedure: to, head: { ...held.head, sopVersionId: toId } };
  const events = eventsOf({ held: moved, actor, bodies }, now);
  return { held: moved, actor, bodies, clocks: to.clocks([...held.past, ...events], now) };
}

/**
 * Folds the clocks of tickets anew from the same events, for a calendar that has changed, and writes due moments and timers.
 * No event says so: nothing happened to the tickets.
 */
export async function refoldTickets(
  desk: TicketDesk,
  tx: Tx,
  ticketIds: readonly string[],
  now: number,
): Promise<void> {
  const open = (await heldTickets(desk, tx, ticketIds)).filter(({ ticket }) => isOpen(ticket));
  const actor: Actor = { kind: "system" };
  const changes = open.map((held) => ({ held, actor, bodies: [], clocks: held.procedure.clocks(held.past, now) }));
  await changeHeld(desk, tx, changes, now);
  tx.afterCommit(() => {
    for (const { ticket, head } of open) {
      const payload = { ticketId: ticket.id, number: head.number, seq: ticket.seq, types: [], actorId: null };
      desk.publish(roomsOfTicket(ticket), "ticket.changed", payload);
    }
  });
}
