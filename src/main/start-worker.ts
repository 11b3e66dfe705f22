import { runTimers } from "../features/clocks/index.ts";
import { startWorker } from "../platform/jobs/index.ts";
import type { AssembledDesk } from "./assemble-desk.ts";
import { startMail } from "./start-mail.ts";

export type WorkerNode = { smtpPort: number | null; close(): Promise<void> };

/** Runs jobs and timers and takes in mail. @throws StartProblem when the mail port is taken */
export async function startWork(assembled: AssembledDesk): Promise<WorkerNode> {
  const { desk } = assembled;
  const mail = await startMail(assembled);
  const worker = await startWorker({
    pool: desk.db.pool,
    handlers: assembled.jobs,
    concurrency: desk.settings.workerJobsMax,
    crontab: assembled.crontab,
    // One line for each job would drown what matters.
    log: (level, message) => desk.log[level === "info" ? "debug" : level](message),
  });
  const timers = runTimers({
    ...assembled.timers,
    now: assembled.now,
    onError: (error) => desk.log.error({ err: error }, "timers"),
  });
  return {
    smtpPort: mail.smtpPort,
    close: async () => {
      await mail.close();
      await timers.stop();
      await worker.stop();
    },
  };
}
