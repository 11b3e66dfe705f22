import type { Tally, TicketHistory, Trial } from "../../domain/backtest/index.ts";

export type ToWorker = { type: "trial"; trial: Trial } | { type: "batch"; tickets: TicketHistory[] } | { type: "end" };
export type FromWorker = { type: "done"; tickets: number } | { type: "tally"; tally: Tally };
