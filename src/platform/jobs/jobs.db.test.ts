import { expect, test } from "vitest";
import { testDatabase } from "../../../test/support/test-database.ts";
import { addJob, migrateJobs, releaseDeadJobs, removeJob, startWorker } from "./index.ts";

const { db } = await testDatabase();
await migrateJobs(db.pool);

const waiting = async () =>
  (
    await db.pool.query<{ task: string; locked: boolean }>(
      "select task_identifier as task, locked_at is not null as locked from graphile_worker.jobs order by id",
    )
  ).rows;

test("a job exists if, and only if, its transaction commits", async () => {
  await expect(
    db.inTransaction(async (tx) => {
      await addJob(tx, "never", {});
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  expect(await waiting()).toEqual([]);
});

test("a later call with the same key replaces the earlier, and the key takes it back", async () => {
  await db.inTransaction((tx) => addJob(tx, "later", { n: 1 }, { key: "k", runAt: Date.now() + 60_000 }));
  await db.inTransaction((tx) => addJob(tx, "later", { n: 2 }, { key: "k", runAt: Date.now() + 60_000 }));
  expect(await waiting()).toHaveLength(1);
  await db.inTransaction((tx) => removeJob(tx, "k"));
  expect(await waiting()).toEqual([]);
});

test("a job of a known kind stands as graphile-worker would have written it, and wakes the workers only when it is due", async () => {
  const rows = async (keys: string) =>
    (
      await db.pool.query<Record<string, unknown>>(
        `delete from graphile_worker._private_jobs where key like $1 returning *, created_at = updated_at as untouched`,
        [keys],
      )
    ).rows.map(({ id: _id, key: _key, created_at: _made, updated_at: _changed, ...row }) => row);
  const notices: (string | undefined)[] = [];
  const listener = await db.pool.connect();
  listener.on("notification", ({ payload }) => notices.push(payload));
  await listener.query('listen "jobs:insert"');
  const runAt = Date.now() + 60_000;
  await db.pool.query("select graphile_worker.add_job('greet', '{\"n\":1}', null, $1, 7, 'theirs', 3)", [
    new Date(runAt),
  ]);
  await db.inTransaction((tx) => addJob(tx, "greet", { n: 1 }, { runAt, attemptsMax: 7, key: "ours", priority: 3 }));
  const [theirs, ours] = [await rows("theirs"), await rows("ours")];
  expect(theirs).toHaveLength(1);
  expect(ours).toEqual(theirs);
  await db.inTransaction((tx) => addJob(tx, "greet", { n: 1 }, { key: "ours" }));
  await db.inTransaction((tx) => addJob(tx, "greet", { n: 2 }, { key: "ours" }));
  await expect.poll(() => notices.some((notice) => /^\{"count":\d\}$/.test(notice ?? ""))).toBe(true);
  // What add_jobs says itself: once for its own job, once where the key stood already.
  expect(notices.filter((notice) => notice?.includes('"r"'))).toHaveLength(2);
  expect(await rows("ours")).toMatchObject([{ payload: { n: 2 }, revision: 1 }]);
  await listener.query("unlisten *");
  listener.release();
});

test("a job that was added while another of its key runs is done after it", async () => {
  await db.inTransaction((tx) => addJob(tx, "greet", { n: 1 }, { key: "k" }));
  await db.pool.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody', attempts = 1",
  );
  await db.inTransaction((tx) => addJob(tx, "greet", { n: 2 }, { key: "k" }));
  const found = await db.pool.query(
    "delete from graphile_worker._private_jobs returning payload, key, locked_by is null as is_free",
  );
  expect(found.rows.toSorted((a, b) => a.payload.n - b.payload.n)).toEqual([
    { payload: { n: 1 }, key: null, is_free: false },
    { payload: { n: 2 }, key: "k", is_free: true },
  ]);
});

test("what a killed worker had taken is done by the next", async () => {
  await db.inTransaction((tx) => addJob(tx, "greet", { name: "闭环" }));
  await db.pool.query(
    "update graphile_worker._private_jobs set locked_at = now() - interval '20 minutes', locked_by = 'killed', attempts = 1",
  );
  await releaseDeadJobs(db.reading, Date.now() - 30 * 60_000);
  expect(await waiting()).toEqual([{ task: "greet", locked: true }]);
  await releaseDeadJobs(db.reading, Date.now() - 15 * 60_000);
  const greeted: unknown[] = [];
  const worker = await startWorker({
    pool: db.pool,
    handlers: { greet: async (payload) => void greeted.push(payload) },
    concurrency: 1,
    log: () => undefined,
  });
  await expect.poll(() => greeted).toEqual([{ name: "闭环" }]);
  await worker.stop();
});
