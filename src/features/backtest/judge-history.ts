import {
  emptyTally,
  prepareBench,
  resultOf,
  tallyTicket,
  type BacktestResult,
  type HistorySource,
  type TicketHistory,
  type Trial,
} from "../../domain/backtest/index.ts";
import { startFoldPool, type FoldPool } from "./fold-pool.ts";

/** Below this, threads cost more than they save. */
const EVENTS_ALONE_MAX = 30_000;
const BATCH_EVENTS = 4_000;

export type Judging = {
  /** Asked at the end, when the reader of the history has seen all. */
  source: () => HistorySource;
  /** How many threads fold; 1: none beside this one. */
  threads: number;
  onProgress?: (done: { tickets: number }) => void;
  /** Stops between two batches. */
  signal?: AbortSignal;
};

/**
 * Judges a history by two packs, on several threads where it is long. The result is the same to the byte for any number of
 * them, because figures add up in any order. Reads the history no faster than it is judged.
 * @throws the reason of `signal` when it is aborted
 */
export async function judgeHistory(
  history: Iterable<TicketHistory> | AsyncIterable<TicketHistory>,
  trial: Trial,
  { source, threads, onProgress, signal }: Judging,
): Promise<BacktestResult> {
  const tally = emptyTally();
  const bench = prepareBench(trial);
  let pool: FoldPool | null = null;
  let seen = 0;
  try {
    for await (const tickets of batches(history)) {
      signal?.throwIfAborted();
      seen += eventsIn(tickets);
      if (threads > 1 && seen > EVENTS_ALONE_MAX) {
        pool ??= startFoldPool(trial, threads, (count) => onProgress?.({ tickets: count }));
        await pool.take(tickets);
      } else {
        for (const ticket of tickets) tallyTicket(tally, bench, ticket);
        onProgress?.({ tickets: tickets.length });
        await pauseForOthers();
      }
    }
    await pool?.addTo(tally);
  } finally {
    await pool?.stop();
  }
  return resultOf(tally, trial, source());
}

/** A desk in the same process goes on answering. */
const pauseForOthers = () => new Promise<void>((resolve) => setImmediate(resolve));

const eventsIn = (tickets: readonly TicketHistory[]) => tickets.reduce((sum, { events }) => sum + events.length, 0);

async function* batches(
  history: Iterable<TicketHistory> | AsyncIterable<TicketHistory>,
): AsyncGenerator<TicketHistory[]> {
  let batch: TicketHistory[] = [];
  let events = 0;
  for await (const ticket of history) {
    batch.push(ticket);
    events += ticket.events.length;
    if (events < BATCH_EVENTS) continue;
    yield batch;
    batch = [];
    events = 0;
  }
  if (batch.length > 0) yield batch;
}
