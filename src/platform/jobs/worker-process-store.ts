import { sql } from "kysely";
import type pg from "pg";
import { queries } from "../db/index.ts";
import type { Tx } from "../transaction.ts";

/** The lock that a living worker's session holds: a process that dies loses it at once, one that is only busy does not. */
const lockOf = (id: string) => `worker_process/${id}`;

/**
 * Says on the session that listens for jobs that its worker lives. The session ends with its process; when the whole machine
 * is gone, the server finds out by asking the silent connection.
 */
export async function holdLifeLock(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(
    `select set_config('tcp_keepalives_idle', '15', false), set_config('tcp_keepalives_interval', '5', false),
       set_config('tcp_keepalives_count', '3', false), pg_advisory_lock_shared(hashtextextended($1, 0))`,
    [lockOf(id)],
  );
}

/** A sign of life, by the database's clock. */
export async function giveSignOfLife(tx: Tx, id: string, gapMsMax: number): Promise<void> {
  await sql`insert into worker_process as w (id) values (${id})
    on conflict (id) do update set seen_at = now(),
      steady_since = case when w.seen_at < now() - ${interval(gapMsMax)} then now() else w.steady_since end`.execute(
    queries(tx),
  );
}

/**
 * Takes the workers off the list that have given no sign of life for so long and whose session is gone, and gives back the
 * jobs that they had taken. A worker judges only when its own signs have come as long without a gap: after a time without
 * database all of them look dead.
 * @returns their ids
 */
export async function buryGoneWorkers(tx: Tx, judge: string, goneAfterMs: number): Promise<string[]> {
  const silent = sql<boolean>`seen_at < now() - ${interval(goneAfterMs)}`;
  const { rows } = await sql<{ id: string }>`
    with silent as materialized (
      select id from worker_process where id <> ${judge} and ${silent}
        and exists (select from worker_process where id = ${judge} and steady_since < now() - ${interval(goneAfterMs)})),
    gone as materialized (
      select id from silent where pg_try_advisory_xact_lock(hashtextextended(${lockOf("")} || id, 0)))
    delete from worker_process where id in (select id from gone) and ${silent} returning id`.execute(queries(tx));
  return giveBackJobs(tx, rows);
}

/**
 * Gives back the jobs of workers whose session lives and that have neither given a sign of life nor taken a job for so long:
 * they are frozen or caught in a loop. They stay on the list, and may go on when they thaw: a job may be done twice.
 */
export async function takeFromHungWorkers(tx: Tx, judge: string, times: { hungMs: number; steadyMs: number }) {
  await sql`select graphile_worker.force_unlock_workers(array(
    select id from worker_process w where id <> ${judge} and seen_at < now() - ${interval(times.hungMs)}
      and exists (select from worker_process where id = ${judge} and steady_since < now() - ${interval(times.steadyMs)})
      and (select max(locked_at) from graphile_worker.jobs where locked_by = w.id) < now() - ${interval(times.hungMs)}))`.execute(
    queries(tx),
  );
}

/** The same for whoever is on the list: where nobody else can be at work. */
export async function buryAllWorkers(tx: Tx): Promise<string[]> {
  return giveBackJobs(tx, await queries(tx).deleteFrom("worker_process").returning("id").execute());
}

async function giveBackJobs(tx: Tx, gone: readonly { id: string }[]): Promise<string[]> {
  const ids = gone.map(({ id }) => id);
  if (ids.length > 0) await sql`select graphile_worker.force_unlock_workers(${ids}::text[])`.execute(queries(tx));
  return ids;
}

/** A worker that ends by itself has given its jobs back. */
export async function leaveWorkers(tx: Tx, id: string): Promise<void> {
  await queries(tx).deleteFrom("worker_process").where("id", "=", id).execute();
}

const interval = (ms: number) => sql`make_interval(secs => ${ms / 1000})`;
