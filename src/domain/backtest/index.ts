export type * from "./backtest-result.ts";
export { resultOf } from "./result-of.ts";
export { prepareBench, tallyTicket, type Bench } from "./tally-ticket.ts";
export { emptyTally, mergeTally, type Tally } from "./tally.ts";
export type { HistorySource, Side, TicketHistory, Trial } from "./ticket-history.ts";
