import { sql } from "kysely";
import { expect, test } from "vitest";
import { testDatabase } from "../../../test/support/test-database.ts";
import { PLANNED_ANEW, queries } from "./index.ts";

const { db } = await testDatabase();
const twice = (of: { reading: typeof db.reading }) =>
  sql<{ n: number }>`select ${1}::int + 1 as n`.execute(queries(of.reading));

test("a statement that comes again is planned once for a connection", async () => {
  for (let time = 0; time < 4; time++) expect((await twice(db)).rows).toEqual([{ n: 2 }]);
  await db.inTransaction(async (tx) => {
    for (let time = 0; time < 2; time++) await sql`select ${1}::int + 1 as n`.execute(queries(tx));
    const kept = await sql<{
      name: string;
    }>`select name from pg_prepared_statements where statement like '%+ 1 as n%'`.execute(queries(tx));
    expect(kept.rows).toHaveLength(1);
  });
});

test("a statement that says so is planned each time", async () => {
  await db.inTransaction(async (tx) => {
    for (let time = 0; time < 4; time++)
      await sql`${sql.raw(PLANNED_ANEW)}select ${1}::int + 2 as n`.execute(queries(tx));
    const kept = await sql`select from pg_prepared_statements where statement like '%+ 2 as n%'`.execute(queries(tx));
    expect(kept.rows).toEqual([]);
  });
});

test("a connection whose plan a migration made stale fails once and is replaced", async () => {
  await db.pool.query("create table prepared_trial (a int)");
  const all = () => db.inTransaction((tx) => sql`select * from prepared_trial where a > ${0}`.execute(queries(tx)));
  for (let time = 0; time < 4; time++) await all();
  await db.pool.query("alter table prepared_trial add b int");
  await expect(all()).rejects.toThrow(/cached plan/);
  expect((await all()).rows).toEqual([]);
});
