import type { BacktestResult } from "../../domain/backtest/index.ts";
import { readLog } from "./csv/read-log.ts";
import type { HistoryMap } from "./csv/history-map.ts";
import { judgedMetrics, notJudgedNote, onlyJudged } from "./judged-metrics.ts";
import { judgeHistory, type Judging } from "./judge-history.ts";
import { sideOf, type PackSides } from "./side-of.ts";

/** `map` null: guessed. `from`, `to` in epoch ms: cases opened at or after, and before. */
export type LogBacktest = PackSides & {
  file: string;
  map: HistoryMap | null;
  zone: string;
  from: number | null;
  to: number | null;
  onBytes?: (bytes: number) => void;
  onTotal?: (cases: number) => void;
} & Omit<Judging, "source">;

/**
 * Judges the history in a file by two packs; clocks that still run are judged at the newest moment of the file. Promises that
 * nothing in the file could keep are left out, and named.
 * @throws CodedError `backtest_columns_missing`, `backtest_nothing_read`
 */
export async function backtestLog(given: LogBacktest): Promise<BacktestResult> {
  const { table, ...log } = await readLog(given.file, given);
  const judged = judgedMetrics(table.words, log.lastRowSolves);
  const unjudged = notJudgedNote([given.current, given.candidate], judged);
  const { current, candidate } = {
    current: sideOf(given.current, given.calendars),
    candidate: sideOf(given.candidate, given.calendars),
  };
  const trial = {
    current: { ...current, pack: onlyJudged(given.current, judged) },
    candidate: { ...candidate, pack: onlyJudged(given.candidate, judged) },
    zone: log.zone,
    until: table.newestAt,
    showAll: false,
  };
  given.onTotal?.(table.cases);
  let ticketsLeftOut = 0;
  const { from, to } = given;
  const histories = table.histories({
    from,
    to,
    lastRowSolves: log.lastRowSolves,
    onLeftOut: () => (ticketsLeftOut += 1),
  });
  return judgeHistory(histories, trial, {
    ...given,
    source: () => ({
      source: "csv",
      name: log.name,
      ticketsLeftOut,
      malformed: log.malformed,
      notes: unjudged ? [...log.notes, unjudged] : log.notes,
    }),
  });
}
