import { CodedError, toCodedError } from "../../contract/coded-error.ts";
import { clockTimers, nextDue, promiseState, type Clock } from "../../domain/clocks/index.ts";
import { roomsThatSee } from "../../domain/permission/index.ts";
import {
  evolve,
  foldTicket,
  grantedTo,
  isOpen,
  type Actor,
  type Decision,
  type Ticket,
  type TicketEvent,
} from "../../domain/ticket/index.ts";
import { Overtaken, type Tx } from "../../platform/transaction.ts";
import type { Procedure, Procedures } from "../sop/index.ts";
import { writeClocks, type TimerRow } from "./clock-store.ts";
import { appendEvents, chainEvents, readEvents } from "./event-store.ts";
import { lockTicket, updateTicket, watchTicket, type Due, type LastMessage, type TicketHead } from "./ticket-store.ts";

/** What a change came to: handed to everybody who acts in the same transaction. */
export type TicketChange = {
  before: Ticket | null;
  ticket: Ticket;
  head: Pick<TicketHead, "number" | "subject" | "language" | "mailboxId" | "organisationId" | "sopVersionId">;
  /** Only the new ones. */
  events: readonly TicketEvent[];
  clocks: readonly Clock[];
  actor: Actor;
  now: number;
  /** The stop of the desk that it comes late by; absent for what happens as it should. */
  stop?: { from: number; until: number };
};

export type TicketSubscriber = (tx: Tx, change: TicketChange) => Promise<void>;

/** What commands on tickets work with, put together in main. */
export type TicketDesk = {
  procedures: Procedures;
  /** What else happens in the same transaction; main/subscriptions.ts is the table. */
  subscribers: readonly TicketSubscriber[];
  /** Tells connected browsers, after the commit. */
  publish(rooms: readonly string[], event: string, payload: object): void;
};

export type ChangeRequest = { ticketId: string; actor: Actor; now: number };

/** A change that comes with a message; whoever makes it writes the message. */
export type ChangeWithMessage = ChangeRequest & { message?: LastMessage };

/** A moment to look again for tickets of which every promise is kept or paused: open means a next due moment. */
export const REVIEW_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * One command on one ticket: its events meet the decision, and state, events, clocks and timers are written
 * together with whatever subscribers add.
 * @throws CodedError when there is no such ticket, when its row and its events do not agree, or when the decision is a refusal
 */
export async function changeTicket(
  desk: TicketDesk,
  tx: Tx,
  request: ChangeWithMessage,
  decide: (ticket: Ticket, procedure: Procedure) => Decision,
): Promise<TicketChange | null> {
  const { head, past } = await readForChange(tx, request.ticketId);
  const before = foldTicket(request.ticketId, past);
  const procedure = await desk.procedures.version(tx, head.sopVersionId);
  const decision = decide(before, procedure);
  if (!decision.ok) throw toCodedError(decision.refusal);
  if (decision.value.length === 0) {
    await stayAsRead(tx, request.ticketId, head);
    return null;
  }
  const now = notBefore(past, request.now);
  const events = decision.value.map((body, at) => ({
    seq: before.seq + at + 1,
    at: now,
    actor: request.actor,
    body,
  }));
  const ticket = events.reduce<Ticket>((state, event) => evolve(state, state.id, event), before);
  const clocks = procedure.clocks([...past, ...events], now);
  const chained = chainEvents(head.hash, ticket.id, events);
  const { message } = request;
  // The row first: who holds it writes its next event too, and neither may wait for the other.
  await updateTicket(tx, { ticket, hash: chained.hash, due: dueOf(ticket, clocks, now), now, message });
  await appendEvents(tx, [chained]);
  await writeClocks(tx, [{ ticketId: ticket.id, clocks, timers: timersOf(ticket, clocks) }]);
  return tell(desk, tx, { before, ticket, head, events, clocks, actor: request.actor, now });
}

/**
 * A ticket's row and its events, of one moment.
 * @throws CodedError not_found; ticket_records_differ where they are of none
 */
async function readForChange(tx: Tx, ticketId: string): Promise<{ head: TicketHead; past: readonly TicketEvent[] }> {
  // Sent together: where the ticket is held, the events are read once it is.
  const [seen, told] = await Promise.all([watchTicket(tx, ticketId), readEvents(tx, ticketId)]);
  if (!seen) throw new CodedError("not_found");
  if (seen.seq === lastSeq(told)) return { head: seen, past: told };
  // Somebody was faster between the two reads; while the ticket is held, nobody is.
  const head = await lockTicket(tx, ticketId);
  const past = await readEvents(tx, ticketId);
  if (head?.seq === lastSeq(past)) return { head, past };
  throw new CodedError("ticket_records_differ", { number: seen.number });
}

const lastSeq = (events: readonly TicketEvent[]) => events.at(-1)?.seq ?? 0;

/** Without an event there is nothing that tells of somebody faster, and what the caller does next relies on what was read: it is held from here. */
async function stayAsRead(tx: Tx, ticketId: string, { seq }: TicketHead): Promise<void> {
  const held = await lockTicket(tx, ticketId);
  if (held?.seq !== seq) throw new Overtaken("the ticket has changed since it was read");
}

/** Now, or the last thing that happened where the machine's clock has been set back: a ticket's time never goes back. */
export const notBefore = (past: readonly TicketEvent[], now: number): number => Math.max(now, past.at(-1)?.at ?? now);

/** Lets subscribers act in the transaction and connected browsers hear of it afterwards. */
export async function tell(desk: TicketDesk, tx: Tx, change: TicketChange): Promise<TicketChange> {
  for (const subscriber of desk.subscribers) await subscriber(tx, change);
  const rooms = new Set([...roomsOfTicket(change.ticket), ...(change.before ? roomsOfTicket(change.before) : [])]);
  const payload = {
    ticketId: change.ticket.id,
    number: change.head.number,
    seq: change.ticket.seq,
    types: [...new Set(change.events.map((event) => event.body.type))],
    actorId: change.actor.kind === "staff" ? change.actor.id : null,
  };
  tx.afterCommit(() => desk.publish([...rooms], "ticket.changed", payload));
  return change;
}

/** The realtime rooms that hear of a ticket. */
export const roomsOfTicket = (ticket: Ticket) =>
  roomsThatSee({ teamId: ticket.teamId, assigneeId: ticket.assigneeId, grantedTo: grantedTo(ticket) });

/** The next due moment and how the promises stand; an open ticket always has one. */
export function dueOf(ticket: Ticket, clocks: readonly Clock[], now: number): Due {
  if (!isOpen(ticket)) return { at: null, metric: null, lineId: null, warnAt: null, promiseState: "kept" };
  const standing = promiseState(clocks, now);
  const next = nextDue(clocks);
  if (!next) return { at: now + REVIEW_AFTER_MS, metric: "review", lineId: null, warnAt: null, promiseState: standing };
  const { metric, lineId, warnAt } = next.clock;
  return { at: next.at, metric, lineId, warnAt: warnAt[0] ?? null, promiseState: standing };
}

/**
 * The next moment to act at; what an event says was told already is none. The fold says what is due then, and what comes after
 * is written with it: one row a ticket instead of one for each warning of each promise.
 */
export function timersOf(ticket: Ticket, clocks: readonly Clock[]): TimerRow[] {
  const next = clockTimers(clocks, isOpen(ticket)).slice(0, 1);
  return next.map((timer) => ({
    timerId: `${timer.clockId}:${timer.kind}:${timer.share}`,
    clockId: timer.clockId,
    lineId: timer.lineId,
    kind: timer.kind,
    share: timer.share,
    fireAt: timer.at,
  }));
}
