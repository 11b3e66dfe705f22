import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type RunState = "waiting" | "running" | "done" | "failed" | "cancelled";
/** Moments in epoch ms; `to` is excluded. */
export type RunScope = { ticketNumber: number } | { last: number } | { from: number; to: number };
type Words = { zh: string; en: string };

export type Run = {
  id: string;
  versionId: string;
  scope: RunScope;
  state: RunState;
  done: number;
  total: number | null;
  problem: Words | null;
  result: Record<string, unknown> | null;
  startedBy: string;
  seenAt: Date | null;
};

export async function insertRun(
  tx: Tx,
  run: { id: string; versionId: string; scope: RunScope; startedBy: string; now: number },
): Promise<void> {
  await queries(tx)
    .insertInto("sop_run")
    .values({
      id: run.id,
      sop_version_id: run.versionId,
      scope: JSON.stringify(run.scope),
      started_by: run.startedBy,
      created_at: new Date(run.now),
    })
    .execute();
}

export async function findRun(tx: Tx, runId: string): Promise<Run | null> {
  const row = await queries(tx).selectFrom("sop_run").selectAll().where("id", "=", runId).executeTakeFirst();
  return row
    ? {
        id: row.id,
        versionId: row.sop_version_id,
        scope: row.scope as RunScope,
        state: row.state as RunState,
        done: row.done,
        total: row.total,
        problem: row.problem as Words | null,
        result: row.result as Record<string, unknown> | null,
        startedBy: row.started_by,
        seenAt: row.seen_at,
      }
    : null;
}

/** Takes a waiting run to work on. @returns false when it was stopped meanwhile, or somebody has it */
export const takeRun = (tx: Tx, runId: string, now: number): Promise<boolean> =>
  move(tx, runId, ["waiting"], { state: "running", seen_at: new Date(now) });

/** Writes how far a run is. @returns false when it is not to go on */
export const writeProgress = (tx: Tx, runId: string, at: { done: number; total: number | null; now: number }) =>
  move(tx, runId, ["running"], { done: at.done, total: at.total, seen_at: new Date(at.now) });

export const finishRun = (tx: Tx, runId: string, end: { done: number; result: object; now: number }) =>
  move(tx, runId, ["running"], {
    state: "done",
    done: end.done,
    total: end.done,
    result: JSON.stringify(end.result),
    ended_at: new Date(end.now),
  });

export const failRun = (tx: Tx, runId: string, problem: Words, now: number) =>
  move(tx, runId, ["waiting", "running"], {
    state: "failed",
    problem: JSON.stringify(problem),
    ended_at: new Date(now),
  });

export const cancelRun = (tx: Tx, runId: string, now: number) =>
  move(tx, runId, ["waiting", "running"], { state: "cancelled", ended_at: new Date(now) });

type Columns = Partial<{
  state: RunState;
  done: number;
  total: number | null;
  problem: string;
  result: string;
  seen_at: Date;
  ended_at: Date;
}>;

async function move(tx: Tx, runId: string, from: RunState[], columns: Columns): Promise<boolean> {
  const moved = await queries(tx)
    .updateTable("sop_run")
    .set(columns)
    .where("id", "=", runId)
    .where("state", "in", from)
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

/** Fails the runs of which nothing was heard since a moment: their worker has died. */
export async function failSilentRuns(tx: Tx, silentSince: number, problem: Words, now: number): Promise<void> {
  await queries(tx)
    .updateTable("sop_run")
    .set({ state: "failed", problem: JSON.stringify(problem), ended_at: new Date(now) })
    .where("state", "=", "running")
    .where("seen_at", "<", new Date(silentSince))
    .execute();
}

/** Holds a person's place in the queue until the transaction ends, and counts what he has in it. */
export async function countOpenRuns(tx: Tx, staffId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`sop_run:${staffId}`}))`.execute(queries(tx));
  const row = await queries(tx)
    .selectFrom("sop_run")
    .select(({ fn }) => fn.countAll<number>().as("open"))
    .where("started_by", "=", staffId)
    .where("state", "in", ["waiting", "running"])
    .executeTakeFirstOrThrow();
  return row.open;
}

export async function deleteRuns(tx: Tx, madeBefore: number): Promise<void> {
  await queries(tx).deleteFrom("sop_run").where("created_at", "<", new Date(madeBefore)).execute();
}
