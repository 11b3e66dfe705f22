import type { RunShape } from "../../contract/studio-routes.ts";
import type { BacktestResult } from "../../domain/backtest/index.ts";
import type { TicketSight } from "../../domain/permission/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { seenNumbers } from "./move-store.ts";

type Result = RunShape["result"];

/** A run's result for one reader: its figures are of the whole desk, its single tickets those that he sees. */
export async function resultInSight(tx: Tx, result: Result, sight: TicketSight): Promise<Result> {
  if (result === null) return null;
  const { differing = [] } = result as Partial<BacktestResult>;
  const seen = await seenNumbers(
    tx,
    differing.map(({ name }) => Number(name)),
    sight,
  );
  return { ...result, differing: differing.filter(({ name }) => seen.has(Number(name))) };
}
