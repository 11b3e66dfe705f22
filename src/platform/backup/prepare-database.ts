import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { migrate, MIGRATIONS_FOLDER } from "../db/index.ts";
import { migrateJobs } from "../jobs/index.ts";
import { BackupProblem } from "./backup-problem.ts";
import type { BackupHeader } from "./manifest.ts";
import { jobsSchemaOf, qualified, tablesToKeep } from "./tables-to-keep.ts";

/** @throws BackupProblem `database_not_empty` when any table has a row */
export async function refuseFullDatabase(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    for (const table of await tablesToKeep(client)) {
      const found = await client.query(`select 1 from ${qualified(client, table)} limit 1`);
      if (found.rowCount === 0 || isBookkeeping(table)) continue;
      throw new BackupProblem(
        "database_not_empty",
        `the database is not empty: ${table.schema}.${table.name} has rows`,
      );
    }
  } finally {
    client.release();
  }
}

/** Rows that a mere start leaves behind. */
function isBookkeeping(table: { schema: string }): boolean {
  return table.schema === "graphile_worker";
}

/**
 * Empties the database and gives it the schema that the backup was made under.
 * @throws BackupProblem `backup_newer` when this program does not know that schema
 */
export async function prepareDatabase(pool: pg.Pool, header: BackupHeader): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-restore-"));
  try {
    for (const wanted of header.migrations) await copyKnown(wanted, folder);
    await pool.query(
      "drop schema if exists graphile_worker cascade; drop schema if exists public cascade; create schema public",
    );
    await migrate(pool, folder);
    await migrateJobs(pool);
    await requireJobsSchema(pool, header.jobsSchema);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyKnown(wanted: { name: string; digest: string }, folder: string): Promise<void> {
  const file = path.join(MIGRATIONS_FOLDER, path.basename(wanted.name));
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null || createHash("sha256").update(text).digest("hex") !== wanted.digest)
    throw new BackupProblem("backup_newer", `the backup was made by another version: ${wanted.name} is not known here`);
  await cp(file, path.join(folder, path.basename(wanted.name)));
}

async function requireJobsSchema(pool: pg.Pool, wanted: number): Promise<void> {
  const client = await pool.connect();
  try {
    const here = await jobsSchemaOf(client);
    if (here !== wanted)
      throw new BackupProblem(
        "backup_newer",
        `the backup's job tables are of version ${wanted}, this program's of ${here}`,
      );
  } finally {
    client.release();
  }
}
