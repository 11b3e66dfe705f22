import { heldTickets, holdDueTickets, postponeLostTimers, postponeTimers } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { fireHeld } from "./fire-held.ts";
import type { TimerDeps } from "./ports.ts";
import type { Stop } from "./stop-store.ts";

/** Tickets that one transaction holds: few enough that nobody who works on one of them waits. */
export const TICKETS_PER_BATCH_MAX = 40;
const POSTPONE_MS = 60_000;
const LOST_POSTPONE_MS = 60 * 60_000;

type Moment = { now: number; stops: readonly Stop[] };

/**
 * Fires what is due of the tickets that have waited longest and that nobody holds, all in one transaction: events,
 * effects and the timers gone together, so that each fires once whoever dies. When one of them fails, each is tried by
 * itself and the failing one put off.
 * @returns how many tickets had something due and were free
 */
export async function fireTimers(deps: TimerDeps, now: number, stops: readonly Stop[] = []): Promise<number> {
  let ticketIds: string[] = [];
  try {
    await inOneGo(deps, async (tx) => {
      ticketIds = await holdDueTickets(tx, now, TICKETS_PER_BATCH_MAX);
      return fireHeld(deps, tx, await heldTickets(deps.desk, tx, ticketIds), { now, stops });
    });
  } catch (error) {
    if (ticketIds.length === 0) throw error;
    for (const ticketId of ticketIds) await fireAlone(deps, ticketId, { now, stops });
  }
  if (ticketIds.length === 0) await putOffLost(deps, now);
  return ticketIds.length;
}

/** A database that was restored by halves may have timers without their tickets: so many would stand before all others. */
async function putOffLost({ db, onFailure }: TimerDeps, now: number): Promise<void> {
  for (const ticketId of await postponeLostTimers(db.reading, { now, until: now + LOST_POSTPONE_MS }))
    onFailure(ticketId, new Error("a timer's ticket is not there"));
}

/** Fires what is due of one ticket in the caller's transaction. */
export async function fireTimersOf(deps: TimerDeps, tx: Tx, ticketId: string, now: number): Promise<void> {
  await fireHeld(deps, tx, await heldTickets(deps.desk, tx, [ticketId]), { now, stops: [] });
}

async function fireAlone(deps: TimerDeps, ticketId: string, moment: Moment): Promise<void> {
  try {
    await inOneGo(deps, async (tx) => fireHeld(deps, tx, await heldTickets(deps.desk, tx, [ticketId]), moment));
  } catch (error) {
    deps.onFailure(ticketId, error);
    const { now } = moment;
    await deps.db
      .inTransaction((tx) => postponeTimers(tx, [ticketId], { now, until: now + POSTPONE_MS }))
      .catch(() => undefined);
  }
}

async function inOneGo(deps: TimerDeps, work: (tx: Tx) => ReturnType<typeof fireHeld>): Promise<void> {
  const fired = await deps.db.inTransaction(work);
  deps.onFired?.(fired);
}
