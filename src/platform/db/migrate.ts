import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";

export const MIGRATIONS_FOLDER = path.join(import.meta.dirname, "../../../db/migrations");

/** Taken for the whole run, so that two starting nodes do not migrate at once. */
const MIGRATION_LOCK = 4_224_001;
const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

export type MigrationReport = { applied: string[]; total: number };

export class MigrationProblem extends Error {
  readonly code: "database_newer" | "database_foreign" | "migration_changed" | "migration_name";
  constructor(code: MigrationProblem["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Brings a database to the newest schema, each file in its own transaction.
 * @throws MigrationProblem when the database is another program's, is newer than these files, or a file that
 * ran before has changed since.
 */
export async function migrate(pool: pg.Pool, folder: string = MIGRATIONS_FOLDER): Promise<MigrationReport> {
  const files = await readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await refuseForeignDatabase(client);
    await client.query(
      "create table if not exists schema_migration (name text primary key, digest text not null, applied_at timestamptz not null default now())",
    );
    const done = await client.query<{ name: string; digest: string }>("select name, digest from schema_migration");
    const pending = pendingOf(files, new Map(done.rows.map((row) => [row.name, row.digest])));
    for (const file of pending) await apply(client, file);
    return { applied: pending.map((file) => file.name), total: files.length };
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => undefined);
    client.release(true);
  }
}

type MigrationFile = { name: string; text: string; digest: string };

async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      if (!FILE_NAME.test(name)) throw new MigrationProblem("migration_name", `${name} is not named NNNN_words.sql`);
      const text = await readFile(path.join(folder, name), "utf8");
      return { name, text, digest: createHash("sha256").update(text).digest("hex") };
    }),
  );
}

function pendingOf(files: MigrationFile[], done: Map<string, string>): MigrationFile[] {
  const known = new Set(files.map((file) => file.name));
  const unknown = [...done.keys()].find((name) => !known.has(name));
  if (unknown)
    throw new MigrationProblem("database_newer", `the database has ${unknown}, which this version does not know`);
  const changed = files.find((file) => done.has(file.name) && done.get(file.name) !== file.digest);
  if (changed) throw new MigrationProblem("migration_changed", `${changed.name} has changed since it ran`);
  return files.filter((file) => !done.has(file.name));
}

async function refuseForeignDatabase(client: pg.PoolClient): Promise<void> {
  const found = await client.query<{ ours: boolean; tables: number }>(
    `select to_regclass('schema_migration') is not null as ours,
            (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind = 'r' and n.nspname = 'public') as tables`,
  );
  const row = found.rows[0]!;
  if (!row.ours && Number(row.tables) > 0)
    throw new MigrationProblem("database_foreign", "the database holds tables that are not Bihuan's");
}

async function apply(client: pg.PoolClient, file: MigrationFile): Promise<void> {
  try {
    await client.query("begin");
    await client.query(file.text);
    await client.query("insert into schema_migration (name, digest) values ($1, $2)", [file.name, file.digest]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`migration ${file.name} failed: ${(error as Error).message}`, { cause: error });
  }
}
