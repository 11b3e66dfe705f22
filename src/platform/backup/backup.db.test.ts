import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { emptyDatabase, testDatabase } from "../../../test/support/test-database.ts";
import { restoreBackup, writeBackup } from "./index.ts";
import { tablesToKeep } from "./tables-to-keep.ts";

const { db } = await testDatabase();
const target = await emptyDatabase();
const folder = mkdtempSync(path.join(tmpdir(), "bihuan-backup-"));
const restored = new pg.Pool({ connectionString: target.url, max: 3 });
restored.on("error", () => undefined);
restored.on("connect", (client) => client.on("error", () => undefined));
afterAll(async () => {
  await restored.end();
  rmSync(folder, { recursive: true, force: true });
});

const TICKETS = 2_000;
const backup = path.join(folder, "desk.tar.zst");
const filesOf = (name: string) => path.join(folder, name);

async function fill(): Promise<void> {
  await db.pool.query(`
    insert into staff_member (id, name, email, role) values ('0198c0de-0000-7000-8000-000000000001', '李\t雷\\n', 'li@example.cn', 'agent');
    insert into team (id, name, leader_id) values ('0198c0de-0000-7000-8000-000000000002', '一线', '0198c0de-0000-7000-8000-000000000001');
    insert into contact (id, name) values ('0198c0de-0000-7000-8000-000000000003', '韩梅梅');
    insert into sop_version (id, pack_id, number, status, content, digest)
      values ('0198c0de-0000-7000-8000-000000000004', 'standard', 1, 'draft', '{"a": [1, "二"]}', repeat('0', 64));
    insert into ticket (id, subject, kind, priority, tier, channel, state, stage, team_id, contact_id, language, sop_version_id,
        opened_at, updated_at, last_message_at, last_message_from, next_due_at, event_hash)
      select gen_random_uuid(), repeat('打印机无法使用 ', 20) || n, 'fault', 'P2', 'basic', 'email', 'open', 'intake',
        '0198c0de-0000-7000-8000-000000000002', '0198c0de-0000-7000-8000-000000000003', 'zh', '0198c0de-0000-7000-8000-000000000004',
        now(), now(), now(), 'customer', now(), '\\xdeadbeef' from generate_series(1, ${TICKETS}) n;
    select graphile_worker.add_job('take_in_mail', '{"mail": 7}', run_at => now() + interval '1 hour');`);
  mkdirSync(filesOf("files/ab/cd"), { recursive: true });
  writeFileSync(filesOf("files/ab/cd/picture"), Buffer.alloc(9 * 1024 * 1024, "图"));
  writeFileSync(filesOf("files/empty"), "");
}

async function contents(pool: pg.Pool): Promise<Record<string, string>> {
  const client = await pool.connect();
  const found: Record<string, string> = {};
  for (const { schema, name } of await tablesToKeep(client)) {
    const answer = await client.query(
      `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest, count(*)::int as n from ${schema}.${name} t`,
    );
    found[`${schema}.${name}`] = `${answer.rows[0].n} ${answer.rows[0].digest}`;
  }
  client.release();
  return found;
}

const restoring = (given: { force?: boolean; files?: string } = {}) =>
  restoreBackup(
    {
      pool: restored,
      filesFolder: filesOf(given.files ?? "restored"),
      secretKeyFile: filesOf("secret-key"),
      force: given.force ?? false,
      onProgress: () => undefined,
    },
    backup,
  );

test("a backup of a working desk, restored, is the same desk", async () => {
  await fill();
  let seen = 0;
  const report = await writeBackup(
    {
      pool: db.pool,
      filesFolder: filesOf("files"),
      secretKey: "the-key",
      version: "0.1.0",
      now: () => 0,
      onProgress: ({ bytes }) => (seen += bytes),
    },
    backup,
  );
  expect(report).toMatchObject({ files: 2, bytes: seen });
  expect(statSync(backup).mode & 0o077).toBe(0);
  expect(await restoring()).toMatchObject({ files: 2, rows: report.rows, version: "0.1.0" });
  expect(await contents(restored)).toEqual(await contents(db.pool));
  expect(readFileSync(filesOf("restored/ab/cd/picture")).equals(readFileSync(filesOf("files/ab/cd/picture")))).toBe(
    true,
  );
  expect(readFileSync(filesOf("secret-key"), "utf8")).toBe("the-key\n");
});

test("what guards the tables stands again, and numbers go on where they were", async () => {
  await expect(restored.query("update ticket set contact_id = gen_random_uuid()")).rejects.toMatchObject({
    code: "23503",
  });
  const guards = "select count(*)::int as n from pg_trigger where not tgisinternal and tgenabled = 'O'";
  expect((await restored.query(guards)).rows).toEqual((await db.pool.query(guards)).rows);
  const next = await restored.query(
    "select nextval('ticket_number')::int as n, (select max(number)::int from ticket) as newest",
  );
  expect(next.rows[0].n).toBe(next.rows[0].newest + 1);
});

test("a desk with content is not overwritten unless told", async () => {
  await expect(restoring({ files: "elsewhere" })).rejects.toMatchObject({ code: "database_not_empty" });
  await expect(restoring({ force: true })).resolves.toMatchObject({ files: 2 });
});

test("an existing file is not overwritten by a backup", async () => {
  const deps = {
    pool: db.pool,
    filesFolder: null,
    secretKey: null,
    version: "0.1.0",
    now: () => 0,
    onProgress: () => undefined,
  };
  await expect(writeBackup(deps, backup)).rejects.toMatchObject({ code: "target_exists" });
});

test("a cut-off, a changed and a foreign file are refused, and the desk stays as it is", async () => {
  const before = await contents(restored);
  const whole = readFileSync(backup);
  truncateSync(backup, Math.floor(whole.length / 2));
  await expect(restoring({ force: true })).rejects.toMatchObject({ code: "damaged" });
  const changed = Buffer.from(whole);
  changed[Math.floor(whole.length * 0.6)]! ^= 0xff;
  writeFileSync(backup, changed);
  await expect(restoring({ force: true })).rejects.toMatchObject({ code: "damaged" });
  writeFileSync(backup, "hello");
  await expect(restoring({ force: true })).rejects.toMatchObject({ code: "not_a_backup" });
  expect(existsSync(filesOf("restored.restoring"))).toBe(false);
  expect(await contents(restored)).toEqual(before);
  expect(existsSync(filesOf("restored/empty"))).toBe(true);
});
