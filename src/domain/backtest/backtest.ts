import type { BacktestResult } from "./backtest-result.ts";
import { resultOf } from "./result-of.ts";
import { prepareBench, tallyTicket } from "./tally-ticket.ts";
import { emptyTally } from "./tally.ts";
import type { HistorySource, TicketHistory, Trial } from "./ticket-history.ts";

export type Progress = { tickets: number; events: number };

/**
 * Judges a history by two packs, ticket after ticket; what it holds grows with what is told apart, not with the tickets.
 * `source` is asked at the end, when its reader has seen all.
 */
export async function backtest(
  history: Iterable<TicketHistory> | AsyncIterable<TicketHistory>,
  given: Trial & { source: () => HistorySource; onProgress?: (done: Progress) => void },
): Promise<BacktestResult> {
  const bench = prepareBench(given);
  const tally = emptyTally();
  for await (const ticket of history) {
    tallyTicket(tally, bench, ticket);
    given.onProgress?.({ tickets: tally.tickets, events: tally.events });
  }
  return resultOf(tally, given, given.source());
}
