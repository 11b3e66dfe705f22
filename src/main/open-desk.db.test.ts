import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { asAdministrator } from "../../test/support/template-database.ts";
import { emptyDatabase } from "../../test/support/test-database.ts";
import { readSettings, type Settings } from "../platform/config/index.ts";
import { openDesk } from "./open-desk.ts";

const folder = mkdtempSync(path.join(tmpdir(), "bihuan-open-"));
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const empty = await emptyDatabase();
const foreign = await emptyDatabase();
const newer = await emptyDatabase();

function settingsWith(environment: Record<string, string>): Settings {
  const read = readSettings({ DATA_DIR: path.join(folder, "data"), LOG_LEVEL: "silent", ...environment }, "/");
  if (!read.ok) throw new Error("settings");
  return read.settings;
}

const ask = (url: string, question: string) => asAdministrator(url, (client) => client.query(question));

test("a database of one's own is brought up to date, and again without change", async () => {
  const desk = await openDesk(settingsWith({ DATABASE_URL: empty.url }));
  expect((await desk.db.pool.query("select to_regclass('ticket')::text as t")).rows).toEqual([{ t: "ticket" }]);
  await desk.close();
  await (await openDesk(settingsWith({ DATABASE_URL: empty.url }))).close();
});

test("another program's database is refused and left alone", async () => {
  await ask(foreign.url, "create table wp_posts (id int)");
  await expect(openDesk(settingsWith({ DATABASE_URL: foreign.url }))).rejects.toMatchObject({
    code: "database_foreign",
  });
  expect((await ask(foreign.url, "select count(*)::int as n from pg_tables where schemaname = 'public'")).rows).toEqual(
    [{ n: 1 }],
  );
});

test("a database of a newer version is refused", async () => {
  await (await openDesk(settingsWith({ DATABASE_URL: newer.url }))).close();
  await ask(newer.url, "insert into schema_migration (name, digest) values ('9999_future.sql', 'x')");
  await expect(openDesk(settingsWith({ DATABASE_URL: newer.url }))).rejects.toMatchObject({ code: "database_newer" });
});

test.each([
  ["nobody listens", () => "postgres://a:b@127.0.0.1:1/x", "database_unreachable"],
  ["no such database", () => inject("databaseServerUrl").replace(/\/[^/]*$/, "/bihuan_absent"), "database_refused"],
])("%s is one sentence", async (_, url, code) => {
  await expect(openDesk(settingsWith({ DATABASE_URL: url() }))).rejects.toMatchObject({
    code,
    zh: expect.stringMatching(/DATABASE_URL/),
  });
});

test("the embedded database serves a desk and a command beside it; a second desk is refused", async () => {
  const settings = settingsWith({});
  const desk = await openDesk(settings, { alone: true });
  await expect(openDesk(settings, { alone: true })).rejects.toMatchObject({ code: "already_running" });
  const beside = await openDesk(settings, { schema: "leave" });
  expect(beside.databaseUrl).toBe(desk.databaseUrl);
  await beside.close();
  await desk.db.pool.query("select 1");
  await desk.close();
  expect(readdirSync(settings.dataDir).toSorted()).toEqual(["postgres", "postgres-password", "secret-key"]);
  expect(existsSync(path.join(settings.dataDir, "postgres/cluster/postmaster.pid"))).toBe(false);
});
