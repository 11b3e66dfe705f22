import { randomBytes } from "node:crypto";
import { setImmediate as immediate, setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "../../../../test/support/test-database.ts";
import type { Tx } from "../../transaction.ts";
import { builtOnce, heldOrWatched, openDatabase, queries, rowsWritten, sendAhead, submit } from "../index.ts";

const { db, url } = await testDatabase();

const written = rowsWritten<{ a: number; by?: string }>(
  (_, { rows }) => sql`
    insert into together_trial (a, by, at_once) select a, by, txid_current() from json_populate_recordset(null::together_trial, ${rows}::json)`,
);
const noted = rowsWritten<{ a: number }>(
  (_, { rows }) =>
    sql`insert into together_note select a from json_populate_recordset(null::together_note, ${rows}::json)`,
);
const write = (tx: Tx, a: number, by = "") => sendAhead(tx, written([{ a, by }]));
const changed = rowsWritten<{ a: number; by: string }>(
  (_, { rows }) =>
    sql`update together_trial t set by = r.by from json_populate_recordset(null::together_trial, ${rows}::json) r where t.a = r.a`,
);
const kept = async () =>
  (await db.pool.query<{ a: number }>("select a from together_trial order by a")).rows.map(({ a }) => a);
const transactions = async () =>
  (await db.pool.query<{ n: number }>("select count(distinct at_once)::int as n from together_trial")).rows[0]!.n;
const atOnce = <T>(count: number, work: (tx: Tx, index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => db.writeTogether((tx) => work(tx, index))));

beforeAll(async () => {
  await db.pool.query("create table together_trial (a int primary key check (a < 100), by text, at_once bigint)");
  await db.pool.query("create table together_note (a int references together_trial)");
  await db.pool.query("create sequence together_number");
});
beforeEach(() => db.pool.query("truncate together_trial, together_note"));

test("what many write at one time is committed as few", async () => {
  const ended = await atOnce(40, (tx, index) => write(tx, index));
  expect(ended.every(({ status }) => status === "fulfilled")).toBe(true);
  expect(await kept()).toHaveLength(40);
  expect(await transactions()).toBeLessThan(5);
});

test("large rows are not all put into one statement", async () => {
  const large = "x".repeat(1024 * 1024);
  await atOnce(6, (tx, index) => write(tx, index, large));
  expect(await kept()).toHaveLength(6);
  expect(await transactions()).toBeGreaterThan(1);
});

test("who is refused fails alone, with his own error; the others stay, and only they are told of", async () => {
  const told: number[] = [];
  const ended = await atOnce(10, async (tx, index) => {
    tx.afterCommit(() => told.push(index));
    await write(tx, index === 3 ? 100 : index);
    await sendAhead(tx, noted([{ a: index === 7 ? 50 : index }]));
  });
  const refusals = ended.map((one) => (one.status === "rejected" ? (one.reason as { code: string }).code : null));
  expect(refusals).toEqual([null, null, null, "23514", null, null, null, "23503", null, null]);
  expect(await kept()).toEqual([0, 1, 2, 4, 5, 6, 8, 9]);
  expect(told.toSorted()).toEqual([0, 1, 2, 4, 5, 6, 8, 9]);
});

test("who throws has written nothing, though others are written at that time", async () => {
  const ended = await atOnce(4, async (tx, index) => {
    await write(tx, index);
    if (index === 2) throw new Error("no");
  });
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(await kept()).toEqual([0, 1, 3]);
});

test("a read after a write sees it, and what is asked by other statements stands in the same transaction", async () => {
  const counted = builtOnce<{ from: number }>(
    (_, { from }) => sql`select count(*)::int as n from together_trial where a >= ${from}`,
    { kind: "same" },
  );
  await expect(
    db.writeTogether(async (tx) => {
      await write(tx, 1);
      expect(await submit(tx, counted({ from: 0 }))).toEqual([{ n: 1 }]);
      await sql`insert into together_trial (a) values (2)`.execute(queries(tx));
      await write(tx, 3);
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(await kept()).toEqual([]);
  await db.writeTogether(async (tx) => {
    await sql`insert into together_trial (a) values (2)`.execute(queries(tx));
    await write(tx, 3);
  });
  expect(await kept()).toEqual([2, 3]);
});

test("numbers drawn at one time are different; one read for all who ask the same", async () => {
  const next = builtOnce<{ sequence: string; count: number }>(
    (_, { sequence, count }) =>
      sql`select nextval(${sequence}::regclass) as number from generate_series(1, ${count}::int)`,
    { kind: "drawn" },
  );
  const same = builtOnce(() => sql`select nextval('together_number') as number`, { kind: "same" });
  const numbers = await Promise.all(
    Array.from({ length: 20 }, () =>
      submit<{ number: number }>(db.reading, next({ sequence: "together_number", count: 1 })),
    ),
  );
  expect(new Set(numbers.map(([row]) => row!.number)).size).toBe(20);
  const asked = await Promise.all(Array.from({ length: 20 }, () => submit<{ number: number }>(db.reading, same({}))));
  expect(new Set(asked.map(([row]) => row!.number)).size).toBe(1);
});

const head = (held: boolean) => builtOnce(() => sql`select a from together_head ${sql.raw(held ? "for update" : "")}`);
const [heldHead, seenHead] = [head(true), head(false)];
const moved = rowsWritten<{ a: number }>(
  (_, { rows }) =>
    sql`update together_head h set a = r.a from json_populate_recordset(null::together_head, ${rows}::json) r`,
);

test("who was overtaken does his work anew, with the row held: each finds the one before him", async () => {
  await db.pool.query("create table together_head (a int)");
  await db.pool.query("insert into together_head values (0)");
  let runs = 0;
  const ended = await atOnce(12, async (tx) => {
    runs += 1;
    const query = heldOrWatched(heldHead({}), seenHead({}), "together_trial_pkey");
    const [row] = await submit<{ a: number }>(tx, query);
    await write(tx, row!.a + 1);
    await sendAhead(tx, moved([{ a: row!.a + 1 }]));
  });
  expect(ended.map(({ status }) => status)).toEqual(Array(12).fill("fulfilled"));
  expect(await kept()).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  expect(runs).toBeGreaterThan(12);
});

test("a row that somebody holds keeps only the one who wants it waiting", async () => {
  await db.pool.query("insert into together_trial (a) values (1), (2)");
  const change = (a: number) => db.writeTogether((tx) => sendAhead(tx, changed([{ a, by: "changed" }])));
  const holder = await db.pool.connect();
  await holder.query("begin");
  await holder.query("select from together_trial where a = 1 for update");
  let isDone = false;
  const waits = change(1).then(() => (isDone = true));
  await change(2);
  expect(isDone).toBe(false);
  await holder.query("commit");
  holder.release();
  await waits;
  expect((await db.pool.query("select by from together_trial")).rows).toEqual([{ by: "changed" }, { by: "changed" }]);
});

test("a connection that is lost fails all who went with it, and nobody's rows are written twice or left to chance", async () => {
  await db.pool.query(`create function together_ends() returns trigger language plpgsql as
    $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
  await db.pool.query(
    "create trigger ends before insert on together_trial for each row when (new.by = 'ends') execute function together_ends()",
  );
  const ended = await atOnce(3, (tx, index) => write(tx, index, index === 1 ? "ends" : ""));
  expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(await kept()).toEqual([]);
  await db.pool.query("drop trigger ends on together_trial");
  await db.writeTogether((tx) => write(tx, 9));
  expect(await kept()).toEqual([9]);
});

const flownWith = [
  { who: "with others", apart: 0 },
  { who: "by themselves", apart: 30 },
];
test.each(flownWith)(
  "some who wait for held rows $who keep nobody else waiting, however few fly",
  async ({ apart }) => {
    const held = [1, 2, 3, 4, 5, 6];
    await db.pool.query("insert into together_trial (a) select generate_series(1, 6)");
    const holder = await db.pool.connect();
    await holder.query("begin");
    await holder.query("select from together_trial for update");
    const waits: Promise<void>[] = [];
    for (const a of held) {
      waits.push(db.writeTogether((tx) => sendAhead(tx, changed([{ a, by: "changed" }]))));
      if (apart > 0) await sleep(apart);
      await db.writeTogether((tx) => write(tx, a + 10));
    }
    expect(await kept()).toEqual([...held, ...held.map((a) => a + 10)]);
    await holder.query("commit");
    holder.release();
    await Promise.all(waits);
  },
);

test("who met others in a deadlock does his work anew, once, whatever it asked", async () => {
  let runs = 0;
  const meets = (times: number) =>
    db.writeTogether(async (tx) => {
      runs += 1;
      if (runs <= times)
        await sql.raw("do $$ begin raise exception using errcode = 'deadlock_detected'; end $$").execute(queries(tx));
      await write(tx, 1);
    });
  await meets(1);
  expect([runs, await kept()]).toEqual([2, [1]]);
  runs = 0;
  await expect(meets(9)).rejects.toMatchObject({ code: "40P01" });
  expect(runs).toBe(2);
});

test("reads that do not come back keep nobody else waiting, however few fly", async () => {
  const counted = builtOnce(() => sql`select count(*)::int as n from together_trial`, { kind: "same" });
  const one = builtOnce(() => sql`select 1 as n`, { kind: "same" });
  const holder = await db.pool.connect();
  await holder.query("begin");
  await holder.query("lock together_trial in access exclusive mode");
  const waits: Promise<unknown>[] = [];
  for (let at = 0; at < 6; at++) {
    waits.push(submit(db.reading, counted({})));
    await sleep(30);
    expect(await submit(db.reading, one({}))).toEqual([{ n: 1 }]);
  }
  await holder.query("commit");
  holder.release();
  expect(await Promise.all(waits)).toEqual(Array(6).fill([{ n: 0 }]));
});

test("a row that is too much for PostgreSQL fails its own transaction alone", async () => {
  await db.pool.query("create unique index together_by on together_trial (by) where by <> ''");
  const long = randomBytes(20_000).toString("hex");
  const ended = await atOnce(4, (tx, index) => write(tx, index, index === 2 ? long : ""));
  const codes = ended.map((one) => (one.status === "rejected" ? (one.reason as { code: string }).code : null));
  expect(codes).toEqual([null, null, "54000", null]);
  await db.pool.query("drop index together_by");
});

test("what cannot be said to PostgreSQL fails who says it, gives the connection back and harms nobody beside", async () => {
  const wrong = { a: 1n as unknown as number };
  const ended = await atOnce(3, (tx, index) => sendAhead(tx, written([index === 1 ? wrong : { a: index }])));
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  const alone = db.writeTogether(async (tx) => {
    await sendAhead(tx, written([wrong]));
    await sql`select 1`.execute(queries(tx));
  });
  await expect(alone).rejects.toThrow(TypeError);
  const asked = builtOnce<{ one: unknown }>((_, { one }) => sql`select ${one}::text as one`, { kind: "same" });
  const answers = await Promise.allSettled([1n, "a"].map((one) => submit(db.reading, asked({ one }))));
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  expect(db.pool.idleCount).toBe(db.pool.totalCount);
});

test("of what is written while the process ends, what was acknowledged stands and nothing else", async () => {
  const ending = openDatabase(url);
  const writes: Promise<number>[] = [];
  for (let a = 0; a < 60; a++) {
    writes.push(ending.writeTogether(async (tx) => (await write(tx, a), a)));
    if (a % 10 === 0) await immediate();
  }
  const [ended] = await Promise.all([Promise.allSettled(writes), ending.close()]);
  const acknowledged = ended.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(await kept()).toEqual(acknowledged.toSorted((a, b) => a - b));
});

test("together comes to the same as one after the other, whoever is refused", async () => {
  const story = fc.array(
    fc.record({ rows: fc.array(fc.integer({ min: 0, max: 130 }), { maxLength: 3 }), notes: fc.boolean() }),
    {
      maxLength: 12,
    },
  );
  await fc.assert(
    fc.asyncProperty(story, async (units) => {
      await db.pool.query("truncate together_trial, together_note");
      // Rows of one's own, so that it does not matter who is first.
      const own = units.map(({ rows, notes }, at) => ({
        rows: [...new Set(rows)].filter((a) => a % 12 === at || a >= 100),
        notes,
      }));
      const ended = await atOnce(own.length, async (tx, at) => {
        for (const a of own[at]!.rows) await write(tx, a);
        if (own[at]!.notes) for (const a of own[at]!.rows) await sendAhead(tx, noted([{ a }]));
      });
      const isRefused = own.map(({ rows }) => rows.some((a) => a >= 100));
      expect(ended.map(({ status }) => status === "rejected")).toEqual(isRefused);
      expect(await kept()).toEqual(
        own.flatMap(({ rows }, at) => (isRefused[at] ? [] : rows)).toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 30 },
  );
});
