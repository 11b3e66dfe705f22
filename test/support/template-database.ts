import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { MIGRATIONS_FOLDER, migrate } from "../../src/platform/db/index.ts";
import { migrateJobs } from "../../src/platform/jobs/index.ts";

/** Taken while a template is built, so that parallel runs build it once. */
const TEMPLATE_LOCK = 4_224_002;
const STALE_AFTER_MS = 60 * 60 * 1000;

const TEMPLATE_PREFIX = "bihuan_template_";
export const CLONE_PREFIX = "bihuan_test_";

/** The same server, another database. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one thing on the server's own database, outside any transaction. */
export async function asAdministrator<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes sure that a migrated template stands on the server and drops those that nobody uses any more.
 * @returns the template's name, made of the digest of the migrations
 */
export async function ensureTemplate(serverUrl: string, folder: string = MIGRATIONS_FOLDER): Promise<string> {
  const name = TEMPLATE_PREFIX + (await digestOf(folder));
  await asAdministrator(serverUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    if (!(await exists(client, name))) await build(client, serverUrl, { name, folder });
    // Other runs drop what was not asked for in a long time; nobody has a session on a template that others clone.
    await client.query(`comment on database ${name} is '${Date.now()}'`);
    await dropStale(client, name);
  });
  return name;
}

async function digestOf(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of (await readdir(folder)).toSorted())
    hash.update(file).update(await readFile(path.join(folder, file)));
  return hash.digest("hex").slice(0, 16);
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const found = await client.query("select 1 from pg_database where datname = $1", [name]);
  return found.rowCount === 1;
}

/** Built under another name, so that a run that dies half way leaves no half template behind. */
async function build(client: pg.Client, serverUrl: string, wanted: { name: string; folder: string }): Promise<void> {
  const draft = `${CLONE_PREFIX}${Date.now().toString(36)}_draft`;
  await client.query(`create database ${draft} template template0 encoding 'UTF8'`);
  const pool = new pg.Pool({ connectionString: databaseUrl(serverUrl, draft), max: 2 });
  pool.on("error", () => undefined);
  pool.on("connect", (session) => session.on("error", () => undefined));
  try {
    await migrate(pool, wanted.folder);
    await migrateJobs(pool);
  } catch (error) {
    await pool.end();
    await client.query(`drop database ${draft} with (force)`);
    throw error;
  }
  await pool.end();
  await client.query(`alter database ${draft} rename to ${wanted.name}`);
}

async function dropStale(client: pg.Client, current: string): Promise<void> {
  const found = await client.query<{ name: string; comment: string | null; sessions: number }>(
    `select d.datname as name, shobj_description(d.oid, 'pg_database') as comment,
            (select count(*)::int from pg_stat_activity a where a.datid = d.oid) as sessions
       from pg_database d where d.datname like 'bihuan\\_t%'`,
  );
  for (const row of found.rows) {
    if (row.name === current || row.sessions > 0 || Date.now() - madeAt(row) < STALE_AFTER_MS) continue;
    await client.query(`drop database if exists ${client.escapeIdentifier(row.name)}`).catch(() => undefined);
  }
}

/** When a clone was made, or a template asked for. */
function madeAt(row: { name: string; comment: string | null }): number {
  if (row.name.startsWith(TEMPLATE_PREFIX)) return Number(row.comment ?? 0);
  return Number.parseInt(row.name.slice(CLONE_PREFIX.length).split("_")[0] ?? "0", 36);
}
