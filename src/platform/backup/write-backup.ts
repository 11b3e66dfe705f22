import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { copyClient } from "../db/index.ts";
import { ArchiveWriter } from "./archive.ts";
import { BackupProblem } from "./backup-problem.ts";
import { keysOf, readKey } from "./kept-files.ts";
import { BACKUP_FORMAT, type BackupHeader, type BackupManifest } from "./manifest.ts";
import { jobsSchemaOf, qualified, sequencesToKeep, tablesToKeep } from "./tables-to-keep.ts";

export type BackupDeps = {
  pool: pg.Pool;
  /** Where the storage keeps files, or null when they are elsewhere and have a backup of their own. */
  filesFolder: string | null;
  /** Kept in the backup, because what it encrypted cannot be read without it; null when the environment gives it. */
  secretKey: string | null;
  version: string;
  now: () => number;
  onProgress: (done: { bytes: number; what: string }) => void;
};

export type BackupReport = { file: string; tables: number; rows: number; files: number; bytes: number };

/**
 * Writes everything into one file: the tables as they stood at one moment, then the files. A desk may go on meanwhile:
 * files are written before their row and never changed, so the snapshot's rows find theirs.
 * @throws BackupProblem `target_exists`
 */
export async function writeBackup(deps: BackupDeps, file: string): Promise<BackupReport> {
  const target = path.resolve(file);
  if (await exists(target)) throw new BackupProblem("target_exists", `${target} exists already`);
  const draft = `${target}.part`;
  await rm(draft, { force: true });
  const archive = new ArchiveWriter(draft);
  try {
    const manifest = await writeAll(deps, archive);
    await archive.finish();
    await syncFile(draft);
    await rename(draft, target);
    return reportOf(target, manifest);
  } catch (error) {
    await archive.abandon();
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeAll(deps: BackupDeps, archive: ArchiveWriter): Promise<BackupManifest> {
  const client = await copyClient(deps.pool);
  try {
    await client.query("begin isolation level repeatable read read only");
    await client.query("set local statement_timeout = 0");
    await client.query("set local idle_in_transaction_session_timeout = 0");
    await archive.writeJson("bihuan-backup.json", await headerOf(client, deps));
    const tables = await writeTables(client, archive, deps);
    const sequences = await sequencesToKeep(client);
    await client.query("commit");
    if (deps.secretKey !== null)
      await archive.writeStream("secret-key", Readable.from([Buffer.from(deps.secretKey)]), () => undefined);
    const manifest = { tables, sequences, files: await writeFiles(archive, deps) };
    await archive.writeJson("manifest.json", manifest);
    return manifest;
  } finally {
    await client.end();
  }
}

async function headerOf(client: pg.ClientBase, deps: BackupDeps): Promise<BackupHeader> {
  const migrations = await client.query<{ name: string; digest: string }>(
    "select name, digest from schema_migration order by name",
  );
  return {
    format: BACKUP_FORMAT,
    madeAt: new Date(deps.now()).toISOString(),
    version: deps.version,
    migrations: migrations.rows,
    jobsSchema: await jobsSchemaOf(client),
  };
}

async function writeTables(
  client: pg.ClientBase,
  archive: ArchiveWriter,
  deps: BackupDeps,
): Promise<BackupManifest["tables"]> {
  const done: BackupManifest["tables"] = [];
  for (const table of await tablesToKeep(client)) {
    const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(", ");
    const source = client.query(copyTo(`copy ${qualified(client, table)} (${columns}) to stdout`));
    const what = `${table.schema}.${table.name}`;
    const written = await archive.writeStream(`tables/${what}`, source, (bytes) => deps.onProgress({ bytes, what }));
    done.push({ ...table, ...written, rows: source.rowCount });
  }
  return done;
}

async function writeFiles(archive: ArchiveWriter, deps: BackupDeps): Promise<BackupManifest["files"]> {
  const done: BackupManifest["files"] = [];
  if (deps.filesFolder === null) return done;
  for (const key of await keysOf(deps.filesFolder)) {
    const source = readKey(deps.filesFolder, key);
    const written = await archive.writeStream(`files/${key}`, source, (bytes) =>
      deps.onProgress({ bytes, what: "files" }),
    );
    done.push({ key, ...written });
  }
  return done;
}

function reportOf(file: string, manifest: BackupManifest): BackupReport {
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    file,
    tables: manifest.tables.length,
    rows: sum(manifest.tables.map((table) => table.rows)),
    files: manifest.files.length,
    bytes: sum([...manifest.tables, ...manifest.files].map((entry) => entry.bytes)),
  };
}

async function exists(file: string): Promise<boolean> {
  const handle = await open(file, "r").catch(() => null);
  await handle?.close();
  return handle !== null;
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync();
  await handle.close();
}
