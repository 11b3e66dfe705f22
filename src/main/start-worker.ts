import { runTimers } from "../features/clocks/index.ts";
import { runIndexer } from "../features/search/index.ts";
import { releaseAllWorkers, releaseDeadJobs, startWorker, watchWorkers } from "../platform/jobs/index.ts";
import type { Tx } from "../platform/transaction.ts";
import type { AssembledDesk } from "./assemble-desk.ts";
import { startReceiver } from "./start-receiver.ts";

/** No job of ours runs longer, whatever its worker says; imports and indexing go in batches. */
const JOB_MS_MAX = 15 * 60_000;
const REVIEW_EVERY_MS = 60_000;

export type WorkerNode = { smtpPort: number | null; close(): Promise<void> };

/** Runs jobs and timers and takes in mail. @throws StartProblem when the mail port is taken */
export async function startWork(assembled: AssembledDesk, options: { alone: boolean }): Promise<WorkerNode> {
  const { desk, now } = assembled;
  const { inbound, outgoing } = assembled.email;
  const onGone = async (tx: Tx, workerIds: readonly string[]) => {
    await outgoing.freeLettersOf(tx, workerIds);
    await inbound.freeMailboxesOf(tx, workerIds);
  };
  // Nobody else works here: whatever is taken was taken by a process that died.
  if (options.alone) {
    await releaseAllWorkers({ db: desk.db, onGone });
    await releaseDeadJobs(desk.db.reading, now());
  }
  const review = setInterval(() => {
    releaseDeadJobs(desk.db.reading, now() - JOB_MS_MAX).catch((error) => desk.log.warn({ err: error }, "jobs"));
  }, REVIEW_EVERY_MS);
  const receiver = await startReceiver(assembled);
  const worker = await startWorker({
    pool: desk.db.pool,
    handlers: assembled.jobs,
    concurrency: desk.settings.workerJobsMax,
    crontab: assembled.crontab,
    // One line for each job would drown what matters.
    log: (level, message) => desk.log[level === "info" ? "debug" : level](message),
  });
  const watch = watchWorkers({
    db: desk.db,
    workerId: worker.id,
    onGone,
    onError: (error) => desk.log.warn({ err: error }, "workers"),
  });
  const polling = inbound.startPolling(worker.id);
  const timers = runTimers({
    ...assembled.timers,
    now: assembled.now,
    onError: (error) => desk.log.error({ err: error }, "timers"),
  });
  const indexer = runIndexer({ db: desk.db, onError: (error) => desk.log.error({ err: error }, "search index") });
  return {
    smtpPort: receiver?.port ?? null,
    close: async () => {
      clearInterval(review);
      await polling.stop();
      await receiver?.stop();
      await timers.stop();
      await indexer.stop();
      await worker.stop();
      await watch.stop();
      await inbound.stopReading();
    },
  };
}
