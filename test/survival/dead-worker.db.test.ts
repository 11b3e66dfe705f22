import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { addJob, migrateJobs, releaseAllWorkers, startWorker, watchWorkers } from "../../src/platform/jobs/index.ts";
import { testDatabase } from "../support/test-database.ts";

/** Long enough that a worker on a loaded machine does not look to itself as if it had been away. */
const TIMES = { signEveryMs: 200, goneAfterMs: 3_000, hungAfterMs: 3_600_000 };
const PATIENCE = { timeout: 60_000, interval: 50 };

const { db, url } = await testDatabase();
await migrateJobs(db.pool);

type Held = { locked_by: string | null };
const holders = async () =>
  (await db.pool.query<Held>("select locked_by from graphile_worker.jobs order by id")).rows.map(
    (row) => row.locked_by,
  );
const workers = async () =>
  (await db.pool.query<{ id: string }>("select id from worker_process")).rows.map(({ id }) => id);
const addHanging = () => db.inTransaction((tx) => addJob(tx, "hang", {}));

/** A process of its own that has taken a job and never ends it; answers its worker's id as well. */
async function hangingWorker(): Promise<{ child: ChildProcess; id: string }> {
  const before = new Set(await workers());
  await addHanging();
  const child = spawn(process.execPath, [path.resolve("test/survival/hanging-worker.ts")], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(createInterface({ input: child.stdout! }), "line");
  await expect.poll(async () => (await workers()).filter((id) => !before.has(id)).length, PATIENCE).toBe(1);
  const id = (await workers()).find((one) => !before.has(one))!;
  await expect.poll(() => holdsLifeLock(id), PATIENCE).toBe(true);
  return { child, id };
}

async function holdsLifeLock(id: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ free: boolean }>(
    "select pg_try_advisory_xact_lock(hashtextextended('worker_process/' || $1, 0)) as free",
    [id],
  );
  return !rows[0]!.free;
}

/** As many minutes ago as it takes to look dead, if it were not for its session. */
const silence = (id: string) =>
  db.pool.query("update worker_process set seen_at = now() - interval '10 minutes' where id = $1", [id]);

test(
  "what a killed worker had taken is taken over at once; a frozen one keeps what it has",
  { timeout: 120_000 },
  async () => {
    const frozen = await hangingWorker();
    frozen.child.kill("SIGSTOP");
    const killed = await hangingWorker();
    expect(await holders()).toEqual([frozen.id, killed.id]);
    killed.child.kill("SIGKILL");
    await once(killed.child, "exit");
    for (const { id } of [frozen, killed]) await silence(id);

    const gone: string[] = [];
    const done: number[] = [];
    const worker = await startWorker({
      pool: db.pool,
      handlers: { hang: async (_, { number }) => void done.push(number) },
      concurrency: 1,
      log: () => undefined,
    });
    const watch = watchWorkers({
      db,
      workerId: worker.id,
      onGone: async (_, ids) => void gone.push(...ids),
      onError: () => undefined,
      times: TIMES,
    });
    await expect.poll(() => done, PATIENCE).toEqual([2]);
    expect(gone).toEqual([killed.id]);
    expect(await holders()).toEqual([frozen.id]);

    frozen.child.kill("SIGKILL");
    await expect.poll(() => done, PATIENCE).toEqual([2, 2]);
    expect(gone).toEqual([killed.id, frozen.id]);
    await worker.stop();
    await watch.stop();
    expect(await workers()).toEqual([]);
  },
);

test("who was away himself calls nobody dead", async () => {
  await db.pool.query("insert into worker_process (id, seen_at) values ('other', now() - interval '1 hour')");
  const gone: string[] = [];
  const looks: unknown[] = [];
  const onGone = async (_: unknown, ids: readonly string[]) => void gone.push(...ids);
  const watch = watchWorkers({
    db: {
      ...db,
      inTransaction: async (work) => {
        const looked = await db.inTransaction(work);
        looks.push(looked);
        return looked;
      },
    },
    workerId: "judge",
    onGone,
    onError: () => undefined,
    times: { signEveryMs: 20, goneAfterMs: 600_000, hungAfterMs: 3_600_000 },
  });
  await expect.poll(() => looks.length, PATIENCE).toBeGreaterThan(2);
  expect(gone).toEqual([]);
  await db.pool.query("update worker_process set steady_since = now() - interval '1 hour' where id = 'judge'");
  await expect.poll(() => gone, PATIENCE).toEqual(["other"]);
  await watch.stop();
});

test("a hung worker loses its jobs after a while, and stays on the list; one that takes jobs is not hung", async () => {
  const session = await db.pool.connect();
  onTestFinished(() => session.release(true));
  for (const [id, tookMinutesAgo] of [
    ["hung", 4],
    ["thawed", 1],
  ] as const) {
    await db.pool.query("insert into worker_process (id, seen_at) values ($1, now() - interval '3 minutes')", [id]);
    await session.query("select pg_advisory_lock_shared(hashtextextended('worker_process/' || $1, 0))", [id]);
    await addHanging();
    await db.pool.query(
      `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - make_interval(mins => $2)
       where locked_by is null`,
      [id, tookMinutesAgo],
    );
  }
  await db.pool.query("insert into worker_process (id, steady_since) values ('judge', now() - interval '1 hour')");
  const watch = watchWorkers({
    db,
    workerId: "judge",
    onGone: async () => undefined,
    onError: () => undefined,
    times: { signEveryMs: 20, goneAfterMs: 40_000, hungAfterMs: 120_000 },
  });
  onTestFinished(() => watch.stop());
  await expect.poll(holders, PATIENCE).toEqual([null, "thawed"]);
  expect((await workers()).sort()).toEqual(["hung", "judge", "thawed"]);
  await watch.stop();
  await db.pool.query("delete from worker_process");
  await db.pool.query("delete from graphile_worker._private_jobs");
});

test("a desk that works alone waits for nobody", async () => {
  await db.pool.query("insert into worker_process (id) values ('before')");
  await addHanging();
  await db.pool.query("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'before'");
  const gone: string[] = [];
  await releaseAllWorkers({ db, onGone: async (_, ids) => void gone.push(...ids) });
  expect(gone).toEqual(["before"]);
  expect(await holders()).toEqual([null]);
});
