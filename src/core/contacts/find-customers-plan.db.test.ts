import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../../test/support/test-database.ts";
import { openDatabase } from "../../platform/db/index.ts";
import { listContacts, listOrganisations } from "./index.ts";

const CONTACTS = 20_000;
const PAGES_MAX = 400;
const { db } = await testDatabase();
const own = openDatabase(db.pool.options.connectionString!, { connectionsMax: 1 });

beforeAll(async () => {
  await db.pool.query(`
    insert into organisation (id, name) select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
      (array['华岳', '东海', '云杉', '恒丰'])[1 + n % 4] || '第' || n || '公司' from generate_series(1, ${CONTACTS / 10}) n;
    insert into contact (id, name, organisation_id) select ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid,
      case when n = 77 then '赵铁柱' else (array['李雷', '韩梅梅', '王伟'])[1 + n % 3] end,
      ('00000000-0000-7000-8000-' || lpad(to_hex(1 + n % ${CONTACTS / 10}), 12, '0'))::uuid from generate_series(1, ${CONTACTS}) n;
    insert into contact_address (kind, value, contact_id) select 'email', 'c' || n || '@o' || n % 9 || '.example',
      ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid from generate_series(1, ${CONTACTS}) n`);
  await db.pool.query("vacuum analyze organisation, contact, contact_address");
  return () => own.close();
}, 60_000);

/** Pages of tables and indexes that this database has touched, told once the one connection says what it did. */
async function pagesTouched(): Promise<number> {
  await own.pool.query("select pg_stat_force_next_flush()");
  const { rows } = await own.pool.query<{ pages: number }>(
    `select sum(heap_blks_hit + heap_blks_read + coalesce(idx_blks_hit, 0) + coalesce(idx_blks_read, 0))::int as pages
       from pg_statio_user_tables where relname in ('contact', 'organisation', 'contact_address', 'organisation_domain')`,
  );
  return rows[0]!.pages;
}

// Asked often enough that a plan would be kept: a kept one read all names for two characters.
test.each([
  ["公司", 4],
  ["第", 4],
  ["东海", 4],
  ["李", 4],
  ["铁柱", 1],
  ["柱", 1],
  ["龙马", 0],
  ["c1", 4],
  ["zq", 0],
  ["c19999@", 1],
  ["王伟", 4],
])("for %s hardly more pages are read than there are customers to show, however many there are", async (q, shown) => {
  const find = async () => {
    const page = { limit: 4 };
    await listOrganisations(own.reading, { q }, page);
    return (await listContacts(own.reading, { q }, page, false)).items.length;
  };
  for (let time = 0; time < 7; time += 1) await find();
  const before = await pagesTouched();
  expect(await find()).toBe(shown);
  expect((await pagesTouched()) - before).toBeLessThan(PAGES_MAX);
});
