import type { Database, Tx } from "../transaction.ts";
import {
  buryAllWorkers,
  buryGoneWorkers,
  giveSignOfLife,
  leaveWorkers,
  takeFromHungWorkers,
} from "./worker-process-store.ts";

export type WorkerTimes = {
  signEveryMs: number;
  /** Without a sign of life for so long, and without its session: gone. */
  goneAfterMs: number;
  /** Without a sign of life for so long, though its session lives: hung. */
  hungAfterMs: number;
};

const WORKER_TIMES: WorkerTimes = { signEveryMs: 10_000, goneAfterMs: 40_000, hungAfterMs: 120_000 };

type Watch = {
  db: Database;
  /** Of the worker that runs in this process. */
  workerId: string;
  /** Gives back what else these workers had taken, in the transaction that gives back their jobs. */
  onGone(tx: Tx, workerIds: readonly string[]): Promise<void>;
  onError(error: unknown): void;
  /** Shorter in tests. */
  times?: WorkerTimes;
};

/**
 * Gives signs of life for this process's worker, and looks after those of the others: what a dead one had taken is given back
 * within a minute. A busy one keeps its claims, because its session lives on; one that hangs loses its jobs after two minutes.
 */
export function watchWorkers(watch: Watch): { stop(): Promise<void> } {
  const { signEveryMs } = watch.times ?? WORKER_TIMES;
  let underWay: Promise<void> = look(watch);
  let isUnderWay = true;
  const settle = () => underWay.catch(watch.onError).finally(() => (isUnderWay = false));
  void settle();
  const timer = setInterval(() => {
    if (isUnderWay) return;
    isUnderWay = true;
    underWay = look(watch);
    void settle();
  }, signEveryMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay.catch(() => undefined);
      await leaveWorkers(watch.db.reading, watch.workerId).catch(watch.onError);
    },
  };
}

async function look({ db, workerId, onGone, times = WORKER_TIMES }: Watch): Promise<void> {
  await giveSignOfLife(db.reading, workerId, times.goneAfterMs / 2);
  await db.inTransaction(async (tx) => {
    const gone = await buryGoneWorkers(tx, workerId, times.goneAfterMs);
    if (gone.length > 0) await onGone(tx, gone);
    await takeFromHungWorkers(tx, workerId, { hungMs: times.hungAfterMs, steadyMs: times.goneAfterMs });
  });
}

/** For a process that works alone: everything that is taken was taken by one that died. */
export async function releaseAllWorkers({ db, onGone }: Pick<Watch, "db" | "onGone">): Promise<void> {
  await db.inTransaction(async (tx) => {
    const gone = await buryAllWorkers(tx);
    if (gone.length > 0) await onGone(tx, gone);
  });
}
