import type { Effect, PromiseLine } from "../../domain/clocks/index.ts";
import { accepted } from "../../domain/result.ts";
import { isOpen, type TicketEventBody } from "../../domain/ticket/index.ts";
import {
  changeTicket,
  postponeTimers,
  takeDueTimers,
  ticketsWithDueTimers,
  type DueTimer,
  type TicketChange,
  type TicketDesk,
} from "../../core/tickets/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";

/** What an effect has to go by. */
export type EffectContext = { change: TicketChange; line: PromiseLine; timer: DueTimer; now: number };

/** Carries out one effect of a line in the transaction of its timer. */
export type CarryOut = (tx: Tx, effect: Effect, context: EffectContext) => Promise<void>;

export type TimerDeps = {
  db: Database;
  desk: TicketDesk;
  carryOut: CarryOut;
  onFailure(ticketId: string, error: unknown): void;
};

export const TICKETS_PER_SWEEP_MAX = 500;
const SWEEP_CONCURRENCY = 4;
const POSTPONE_MS = 60_000;

/**
 * Fires what is due: each ticket in a transaction of its own, its timers taken, told as events and carried out together.
 * @returns how many tickets had something due; as many as the bound means there may be more
 */
export async function fireTimers(deps: TimerDeps, now: number): Promise<number> {
  const ticketIds = await ticketsWithDueTimers(deps.db.reading, now, TICKETS_PER_SWEEP_MAX);
  const waiting = [...ticketIds];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await fireOne(deps, id, now);
  };
  await Promise.all(Array.from({ length: SWEEP_CONCURRENCY }, work));
  return ticketIds.length;
}

async function fireOne(deps: TimerDeps, ticketId: string, now: number): Promise<void> {
  try {
    await deps.db.inTransaction((tx) => fireTimersOf(deps, tx, ticketId, now));
  } catch (error) {
    deps.onFailure(ticketId, error);
    await deps.db.inTransaction((tx) => postponeTimers(tx, ticketId, now, now + POSTPONE_MS)).catch(() => undefined);
  }
}

/** Fires what is due of one ticket in the caller's transaction. */
export async function fireTimersOf(deps: TimerDeps, tx: Tx, ticketId: string, now: number): Promise<void> {
  const timers = await takeDueTimers(tx, ticketId, now);
  for (const timer of timers) {
    let line: PromiseLine | null = null;
    const request = { ticketId, actor: { kind: "rule" as const, id: timer.lineId }, now };
    const change = await changeTicket(deps.desk, tx, request, (ticket, procedure) => {
      line = procedure.line(timer.lineId);
      return accepted(isOpen(ticket) ? [told(timer)] : []);
    });
    if (!change || !line) continue;
    const { onWarn, onBreach } = line as PromiseLine;
    for (const effect of timer.kind === "warn" ? onWarn : onBreach)
      await deps.carryOut(tx, effect, { change, line, timer, now });
  }
}

const told = (timer: DueTimer): TicketEventBody =>
  timer.kind === "warn"
    ? { type: "clock_warned", clockId: timer.clockId, lineId: timer.lineId, share: timer.share }
    : { type: "clock_breached", clockId: timer.clockId, lineId: timer.lineId };
