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
