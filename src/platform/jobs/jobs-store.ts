import { sql } from "kysely";
import type pg from "pg";
import { notifySoon, queries, rowsWritten, sendAhead } from "../db/index.ts";
import type { Tx } from "../transaction.ts";

export type JobOptions = {
  /** Milliseconds since the epoch; now when absent. */
  runAt?: number;
  /** One waiting job per key: a later call replaces the earlier one. */
  key?: string;
  /** Jobs of one queue run one after the other. */
  queue?: string;
  attemptsMax?: number;
  priority?: number;
};

const ATTEMPTS_MAX = 25;

/** Adds a job inside the writing transaction: it exists if, and only if, the transaction commits. */
export async function addJob(tx: Tx, name: string, payload: object, options: JobOptions = {}): Promise<void> {
  const { runAt, key = null, queue = null, attemptsMax = ATTEMPTS_MAX, priority = 0 } = options;
  const spec = { name, payload, key, queue, attempts_max: attemptsMax, priority };
  await sendAhead(tx, added([{ ...spec, run_at: runAt === undefined ? null : new Date(runAt) }]));
  if (runAt === undefined || runAt <= Date.now()) wakeWorkers(tx);
}

/** Has a worker look for a job once the transaction has committed; it looks by itself too, every second. */
export const wakeWorkers = (tx: Tx): void => notifySoon(tx, JOBS_CHANNEL);

/** graphile-worker's; it reads `{ count }`. */
const JOBS_CHANNEL = "jobs:insert";

const added = rowsWritten<{ name: string; payload: object; run_at: Date | null }>(
  (_, { rows }) => sql`
    select put_job(name, payload, queue, run_at, attempts_max, key, priority)
      from json_to_recordset(${rows}::json) as r (name text, payload json, queue text, run_at timestamptz, attempts_max smallint,
           key text, priority smallint)`,
);

/** Takes a waiting job back, by its key. */
export async function removeJob(tx: Tx, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${key})`.execute(queries(tx));
}

/**
 * Gives back the jobs that a worker took and can no longer be at work on: those taken before a moment (milliseconds
 * since the epoch), longer ago than any job may run. A worker that was killed leaves such jobs behind.
 */
export async function releaseDeadJobs(tx: Tx, takenBefore: number): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs where locked_at < ${new Date(takenBefore)}))`.execute(
    queries(tx),
  );
}

/**
 * A job that had a key when it was taken and has none now was replaced while it ran: another does its work. Where it fails it
 * would stand as given up for ever.
 */
export async function forgetReplacedJob(pool: pg.Pool, job: { id: string }): Promise<void> {
  await pool.query("delete from graphile_worker._private_jobs where id = $1 and key is null", [job.id]);
}
