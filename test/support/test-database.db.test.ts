import { expect, test } from "vitest";
import { fakeClock } from "./fake-clock.ts";
import { sharedData } from "./shared-data.ts";
import { emptyDatabase, testDatabase } from "./test-database.ts";
import { asAdministrator } from "./template-database.ts";

const { db, url, name } = await testDatabase();
const empty = await emptyDatabase();

test("each file gets a migrated database of its own", async () => {
  const found = await db.pool.query(
    "select current_database() as name, to_regclass('ticket_event') is not null as migrated",
  );
  expect(found.rows[0]).toEqual({ name, migrated: true });
  expect(new URL(url).pathname).toBe(`/${name}`);
});

test("an empty database has no table", async () => {
  const found = await asAdministrator(empty.url, (client) =>
    client.query("select count(*)::int as n from pg_tables where schemaname = 'public'"),
  );
  expect(found.rows[0]).toEqual({ n: 0 });
});

test("the fake clock stands still until told", () => {
  const clock = fakeClock("2026-01-01T00:00:00Z");
  clock.advance(1_000);
  expect(clock.now()).toBe(Date.parse("2026-01-01T00:00:01Z"));
  clock.set(5);
  expect(clock.now()).toBe(5);
});

test("absent shared data is null", () => {
  expect(sharedData("nothing/here")).toBeNull();
});
