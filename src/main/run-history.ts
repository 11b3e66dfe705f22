import { availableParallelism } from "node:os";
import { backtestLive, dryRun } from "../features/backtest/index.ts";
import type { RunHistory } from "../features/studio/index.ts";
import type { Database } from "../platform/transaction.ts";

/** Half of the machine: the desk goes on answering. */
const THREADS_MAX = 2;

/** What the studio's runs are: the back-test's engine over the desk's own tickets. */
export const runHistoryBy =
  (db: Database): RunHistory =>
  async ({ scope, signal, onProgress, onTotal, ...given }) => {
    const told = (done: { tickets: number }) => onProgress(done.tickets);
    if ("from" in scope) {
      const threads = Math.min(THREADS_MAX, availableParallelism());
      return backtestLive(db, { ...given, ...scope, threads, signal, onTotal, onProgress: told });
    }
    return db.inTransaction((tx) => dryRun(tx, { ...given, scope, signal, onTotal, onProgress: told }));
  };
