import { runTimers } from "../features/clocks/index.ts";
import { startWorker } from "../platform/jobs/index.ts";
import type { AssembledDesk } from "./assemble-desk.ts";

export type WorkerNode = { close(): Promise<void> };

/** Runs jobs and timers; the doors that mail comes in by are main/start-mail.ts. */
export async function startWork(assembled: AssembledDesk): Promise<WorkerNode> {
  const { desk } = assembled;
  const worker = await startWorker({
    pool: desk.db.pool,
    handlers: assembled.jobs,
    concurrency: desk.settings.workerJobsMax,
    crontab: assembled.crontab,
    log: (level, message) => desk.log[level](message),
  });
  const timers = runTimers({
    ...assembled.timers,
    now: assembled.now,
    onError: (error) => desk.log.error({ err: error }, "timers"),
  });
  return {
    close: async () => {
      await timers.stop();
      await worker.stop();
    },
  };
}
