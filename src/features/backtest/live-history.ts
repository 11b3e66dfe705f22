import type { TicketHistory } from "../../domain/backtest/index.ts";
import { clockEvents } from "../../domain/clocks/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readEventsOf } from "../../core/tickets/index.ts";
import { ticketsAfter, type Opened, type TicketMark } from "./history-store.ts";

const TICKETS_PER_READ = 500;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** The desk's own tickets as their clocks saw them, in the order they were made, some hundred at a time. */
export async function* liveHistory(tx: Tx, opened: Opened): AsyncGenerator<TicketHistory> {
  let after = FIRST_ID;
  for (;;) {
    const tickets = await ticketsAfter(tx, after, opened, TICKETS_PER_READ);
    yield* await historiesOf(tx, tickets);
    const last = tickets.at(-1);
    if (!last || tickets.length < TICKETS_PER_READ) return;
    after = last.id;
  }
}

export async function historiesOf(tx: Tx, tickets: readonly TicketMark[]): Promise<TicketHistory[]> {
  if (tickets.length === 0) return [];
  const ids = tickets.map(({ id }) => id);
  const events = await readEventsOf(tx, ids);
  return tickets.map(({ id, number, team }) => ({
    name: String(number),
    team,
    events: clockEvents(events.get(id) ?? []),
  }));
}
