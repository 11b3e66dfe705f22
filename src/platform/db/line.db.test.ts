import { sql } from "kysely";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "../../../test/support/test-database.ts";
import { passingFailure } from "../passing-failure.ts";
import type { Tx } from "../transaction.ts";
import { queries, sendAhead, submit } from "./index.ts";

const { db } = await testDatabase();
const add = (tx: Tx, a: number) => sendAhead(tx, sql`insert into line_trial values (${a})`);
const kept = async () =>
  (await db.pool.query<{ a: number }>("select a from line_trial order by a")).rows.map(({ a }) => a);
const savepoint = (tx: Tx, words: string) => sql.raw(words).execute(queries(tx));

beforeAll(() => db.pool.query("create table line_trial (a int primary key check (a < 100))"));
beforeEach(() => db.pool.query("truncate line_trial"));

test("what is sent ahead is there for what is asked after it, and stays with the commit", async () => {
  const seen = await db.inTransaction(async (tx) => {
    for (const a of [1, 2, 3]) await add(tx, a);
    return sql<{ n: number }>`select count(*) as n from line_trial where a > ${0}`.execute(queries(tx));
  });
  expect(seen.rows).toEqual([{ n: 3 }]);
  expect(await kept()).toEqual([1, 2, 3]);
});

test("what failed ahead fails the commit with its own error, and nothing stays", async () => {
  const effects: string[] = [];
  const work = db.inTransaction(async (tx) => {
    tx.afterCommit(() => effects.push("told"));
    for (const a of [1, 100, 2]) await add(tx, a);
  });
  await expect(work).rejects.toMatchObject({ code: "23514" });
  expect(await kept()).toEqual([]);
  expect(effects).toEqual([]);
});

test("what failed ahead fails the next answer with its own error", async () => {
  const steps: string[] = [];
  const work = db.inTransaction(async (tx) => {
    for (const a of [1, 1]) await add(tx, a);
    steps.push("sent");
    await sql`select ${1}::int`.execute(queries(tx));
    steps.push("answered");
  });
  await expect(work).rejects.toMatchObject({ code: "23505" });
  expect(steps).toEqual(["sent"]);
});

test("after going back to a savepoint the rest is kept", async () => {
  await db.inTransaction(async (tx) => {
    await add(tx, 1);
    await savepoint(tx, "savepoint here");
    await add(tx, 100);
    await expect(savepoint(tx, "release savepoint here")).rejects.toMatchObject({ code: "23514" });
    await savepoint(tx, "rollback to savepoint here");
    await add(tx, 2);
  });
  expect(await kept()).toEqual([1, 2]);
});

test("a failure that somebody swallowed lets nothing be committed", async () => {
  const work = db.inTransaction(async (tx) => {
    await add(tx, 1);
    await sql`select 1 / ${0}::int`.execute(queries(tx)).catch(() => undefined);
  });
  await expect(work).rejects.toThrow();
  expect(await kept()).toEqual([]);
});

test("what comes after the end goes nowhere", async () => {
  const late: Promise<unknown>[] = [];
  const end = Promise.withResolvers<void>();
  const work = db.inTransaction((tx) => {
    late.push(end.promise.then(() => submit(tx, sql`insert into line_trial values (${5}) returning a`)));
    return Promise.reject(new Error("no"));
  });
  await expect(work).rejects.toThrow("no");
  end.resolve();
  await expect(late[0]).rejects.toThrow("ended");
  await add(db.reading, 6);
  expect(await kept()).toEqual([6]);
});

test("the rows of a process that is frozen within a transaction are free after two minutes", async () => {
  const { rows } = await db.pool.query("show idle_in_transaction_session_timeout");
  expect(rows).toEqual([{ idle_in_transaction_session_timeout: "2min" }]);
  await db.pool.query("insert into line_trial values (1)");
  const frozen = await db.pool.connect();
  await frozen.query("begin; set local idle_in_transaction_session_timeout = 50; update line_trial set a = 2");
  await db.pool.query("update line_trial set a = 3");
  expect(await kept()).toEqual([3]);
  expect(await frozen.query("commit").then(() => null, passingFailure)).toBe("busy");
  frozen.release(true);
});

test("answers come in the order of what was submitted, many at once, named statements too", async () => {
  for (let time = 0; time < 4; time++)
    await db.inTransaction(async (tx) => {
      const asked = Array.from({ length: 30 }, (_, n) => submit<{ n: number }>(tx, sql`select ${n}::int as n`));
      expect((await Promise.all(asked)).map(([row]) => row?.n)).toEqual(Array.from({ length: 30 }, (_, n) => n));
    });
});

test("outside a transaction it is awaited", async () => {
  await add(db.reading, 7);
  expect(await kept()).toEqual([7]);
  await expect(add(db.reading, 7)).rejects.toMatchObject({ code: "23505" });
});

test("reads of one page go on one connection, fail each by itself, and give it back", async () => {
  const pidOf = (tx: Tx) => submit<{ pid: number }>(tx, sql`select pg_backend_pid() as pid, ${1}::int`);
  const late: Promise<unknown>[] = [];
  const end = Promise.withResolvers<void>();
  const pids = await db.readTogether(async (tx) => {
    const broken = submit(tx, sql`select 1 / ${0}::int`);
    const asked = await Promise.all([pidOf(tx), pidOf(tx), expect(broken).rejects.toMatchObject({ code: "22012" })]);
    late.push(end.promise.then(() => pidOf(tx)));
    return [asked[0], asked[1], await pidOf(tx)].map(([row]) => row?.pid);
  });
  expect(new Set(pids).size).toBe(1);
  end.resolve();
  await expect(late[0]).rejects.toThrow("ended");
  expect(db.pool.idleCount).toBe(db.pool.totalCount);
  await expect(db.readTogether(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(db.pool.idleCount).toBe(db.pool.totalCount);
});

test("a transaction whose connection breaks off fails, and the next one works", async () => {
  const work = db.inTransaction(async (tx) => {
    await add(tx, 1);
    await sql`select pg_terminate_backend(pg_backend_pid(), ${1000})`.execute(queries(tx));
  });
  await expect(work).rejects.toThrow();
  await db.inTransaction((tx) => add(tx, 2));
  expect(await kept()).toEqual([2]);
});
