import type { BacktestResult, HistorySource, Side } from "../../domain/backtest/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import { CodedError } from "../../contract/coded-error.ts";
import {
  countTickets,
  lastTickets,
  newestChange,
  readOneSnapshot,
  ticketByNumber,
  type Opened,
} from "./history-store.ts";
import { judgeHistory, type Judging } from "./judge-history.ts";
import { historiesOf, liveHistory } from "./live-history.ts";
import { sideOf, type PackSides } from "./side-of.ts";
import { DESK_TIME_ZONE } from "../../domain/text/moment-in-words.ts";

export type LiveBacktest = PackSides &
  Opened & { zone: string } & Omit<Judging, "source"> & { onTotal?: (tickets: number) => void };

/**
 * Judges the desk's own history by two packs, in one read-only transaction. Clocks that still run are judged at the desk's last
 * change, so that the same history gives the same result whenever it is asked for. `onTotal` hears how many tickets there are.
 */
export async function backtestLive(db: Database, given: LiveBacktest): Promise<BacktestResult> {
  return db.inTransaction(async (tx) => {
    await readOneSnapshot(tx);
    const until = (await newestChange(tx)) ?? given.to ?? 0;
    const { within, all } = await countTickets(tx, given);
    given.onTotal?.(within);
    const trial = { ...sidesOf(given), zone: given.zone, until, showAll: false };
    return judgeHistory(liveHistory(tx, given), trial, { ...given, source: () => sourceOf("live", all - within) });
  });
}

export type DryRunScope = { ticketNumber: number } | { last: number };
export type DryRun = PackSides & { scope: DryRunScope; now: number; zone?: string } & Pick<
    Judging,
    "onProgress" | "signal"
  > & { onTotal?: (tickets: number) => void };

/**
 * Judges one ticket, or the last that came, by a draft and by the pack in force, as they stand at `now`; of one ticket all
 * clocks are shown. @throws CodedError `not_found` for a number that no ticket has
 */
export async function dryRun(tx: Tx, given: DryRun): Promise<BacktestResult> {
  const { scope, now, zone = DESK_TIME_ZONE } = given;
  const isOne = "ticketNumber" in scope;
  const ticket = isOne ? await ticketByNumber(tx, scope.ticketNumber) : null;
  if (isOne && !ticket) throw new CodedError("not_found");
  const tickets = isOne ? (ticket ? [ticket] : []) : await lastTickets(tx, scope.last);
  given.onTotal?.(tickets.length);
  const trial = { ...sidesOf(given), zone, until: now, showAll: isOne };
  const source = () => sourceOf("dry_run", 0);
  return judgeHistory(await historiesOf(tx, tickets), trial, { ...given, source, threads: 1 });
}

const sidesOf = ({ current, candidate, calendars }: PackSides): { current: Side; candidate: Side } => ({
  current: sideOf(current, calendars),
  candidate: sideOf(candidate, calendars),
});

const sourceOf = (source: "live" | "dry_run", ticketsLeftOut: number): HistorySource => ({
  source,
  name: "",
  ticketsLeftOut,
  malformed: { count: 0, reasons: [], first: [] },
  notes: [],
});
