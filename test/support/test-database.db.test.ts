import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { fakeClock } from "./fake-clock.ts";
import { sharedData } from "./shared-data.ts";
import { emptyDatabase, testDatabase } from "./test-database.ts";
import { asAdministrator, ensureTemplate } from "./template-database.ts";

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

/** The template of a migration that nobody else has. */
async function templateOf(table: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-template-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "0001_only.sql"), `create table ${table} (id uuid primary key)`);
  return ensureTemplate(inject("databaseServerUrl"), folder);
}

const LONG_AGO_MS = 2 * 60 * 60 * 1_000;

test("a template goes when nobody has asked for it in a long time, and stays for a run that asked just now", async () => {
  const ask = (text: string) => asAdministrator(inject("databaseServerUrl"), (client) => client.query(text));
  const [kept, left] = [await templateOf("kept"), await templateOf("left_behind")];
  for (const one of [kept, left]) await ask(`comment on database ${one} is '${Date.now() - LONG_AGO_MS}'`);
  expect(await templateOf("kept")).toBe(kept);
  const another = await templateOf("another");
  const found = await ask(`select datname from pg_database where datname in ('${kept}', '${left}')`);
  for (const one of [kept, another]) await ask(`drop database if exists ${one}`);
  expect(found.rows).toEqual([{ datname: kept }]);
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
