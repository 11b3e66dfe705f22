import { EventEmitter } from "node:events";
import {
  Logger,
  parseCrontab,
  run,
  runMigrations,
  runOnce,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type pg from "pg";
import { forgetReplacedJob } from "./jobs-store.ts";
import { patientPool } from "./patient-pool.ts";
import { holdLifeLock } from "./worker-process-store.ts";

/** `worker` has taken the job; `signal` aborts when it is to end and the job still goes on some seconds later. */
type Attempt = { number: number; max: number; worker?: string; signal?: AbortSignal };
export type JobHandlers = Record<string, (payload: unknown, attempt: Attempt) => Promise<void>>;
export type Worker = { id: string; stop(): Promise<void>; finished: Promise<void> };

const DUE_JOBS_AT_ONCE = 4;
/** What nobody was told of is found within this: a notice may get lost. */
const LOOK_EVERY_MS = 1_000;

export type WorkerLog = (level: "error" | "warn" | "info" | "debug", message: string) => void;

/** Makes or updates the job tables; the schema migrations must have run. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool });
}

/** Runs jobs until stopped. A handler that throws is tried again later, with growing pauses. */
export async function startWorker(options: {
  pool: pg.Pool;
  handlers: JobHandlers;
  concurrency: number;
  /** Cron lines, graphile-worker's format. */
  crontab?: string;
  log: WorkerLog;
}): Promise<Worker> {
  const stopping = new AbortController();
  const pool = patientPool(options.pool, stopping.signal);
  const events: WorkerEvents = new EventEmitter();
  let id = "";
  events.on("pool:create", ({ workerPool }) => (id = workerPool.id));
  events.on("pool:listen:success", ({ client }) => {
    // Without the lock its signs of life are all that speaks for it.
    holdLifeLock(client, id).catch((error) => options.log("warn", String(error)));
  });
  const runner: Runner = await run({
    pgPool: pool,
    taskList: asTasks(options.handlers, (job) => forgetReplacedJob(pool, job)),
    concurrency: options.concurrency,
    pollInterval: LOOK_EVERY_MS,
    parsedCronItems: parseCrontab(options.crontab ?? ""),
    noHandleSignals: true,
    events,
    logger: new Logger(() => (level, message) => options.log(level === "warning" ? "warn" : level, message)),
  });
  const stop = () => {
    stopping.abort();
    return runner.stop();
  };
  return { id, stop, finished: runner.promise };
}

/** Does the jobs that are due now and those that they add, and returns. */
export async function runDueJobs(pool: pg.Pool, handlers: JobHandlers, log: WorkerLog): Promise<void> {
  await runOnce({
    pgPool: pool,
    taskList: asTasks(handlers, (job) => forgetReplacedJob(pool, job)),
    concurrency: DUE_JOBS_AT_ONCE,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => log(level === "warning" ? "warn" : level, message)),
  });
}

type Failed = { id: string; key: string | null };

function asTasks(handlers: JobHandlers, onFailure: (job: Failed) => Promise<unknown>): TaskList {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      async (payload, { job, abortSignal }) => {
        try {
          const worker = job.locked_by === null ? {} : { worker: job.locked_by };
          await handle(payload, { number: job.attempts, max: job.max_attempts, signal: abortSignal, ...worker });
        } catch (error) {
          if (job.key !== null) await onFailure(job).catch(() => undefined);
          throw error;
        }
      },
    ]),
  );
}
