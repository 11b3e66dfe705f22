import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import type { Writable } from "node:stream";
import type pg from "pg";
import { copyClient, migrate } from "../db/index.ts";
import { partOf, readArchive, type ArchiveEntry } from "./archive.ts";
import { BackupProblem } from "./backup-problem.ts";
import { keysOf, writeKey } from "./kept-files.ts";
import { loadTable, setSequences, withoutReferences, writeBlock, type TableLoader } from "./load-tables.ts";
import type { BackupHeader, BackupManifest } from "./manifest.ts";
import { prepareDatabase, refuseFullDatabase } from "./prepare-database.ts";
import { qualified, tablesToKeep, type KeptTable } from "./tables-to-keep.ts";
import { verifyBackup } from "./verify-backup.ts";

export type RestoreDeps = {
  pool: pg.Pool;
  /** Null when files are kept elsewhere; a backup that brings files is then refused. */
  filesFolder: string | null;
  /** Where the key goes, or null when the environment gives one. */
  secretKeyFile: string | null;
  /** Overwrite a database and a folder that are not empty. */
  force: boolean;
  onProgress: (done: { bytes: number; what: string }) => void;
};

export type RestoreReport = { madeAt: string; version: string; tables: number; rows: number; files: number };

/**
 * Reads a backup into an empty desk. It is read once to the end before anything is touched; then all rows come in one
 * transaction, which is committed only when every count has been met; newer schema changes run after.
 * @throws BackupProblem
 */
export async function restoreBackup(deps: RestoreDeps, file: string): Promise<RestoreReport> {
  const { header, manifest } = await verifyBackup(file);
  if (!deps.force) await refuseFullTarget(deps);
  if (deps.filesFolder === null && manifest.files.length > 0)
    throw new BackupProblem("files_kept_elsewhere", "the backup brings files, but this desk keeps its files in S3");
  await prepareDatabase(deps.pool, header);
  await loadAll(deps, file, manifest);
  await migrate(deps.pool);
  return reportOf(header, manifest);
}

async function refuseFullTarget(deps: RestoreDeps): Promise<void> {
  await refuseFullDatabase(deps.pool);
  if (deps.filesFolder !== null && (await keysOf(deps.filesFolder)).length > 0)
    throw new BackupProblem("data_folder_not_empty", `${deps.filesFolder} holds files already`);
}

async function loadAll(deps: RestoreDeps, file: string, manifest: BackupManifest): Promise<void> {
  const client = await copyClient(deps.pool);
  const reading = new Reading(deps, client);
  try {
    await client.query("begin");
    await client.query("set local statement_timeout = 0");
    await client.query("set local idle_in_transaction_session_timeout = 0");
    await withoutReferences(client, async () => {
      await reading.emptyTables();
      for await (const entry of readArchive(file)) await reading.take(entry);
      await reading.finish(manifest);
    });
    await client.query("update graphile_worker._private_jobs set locked_at = null, locked_by = null");
    await client.query("update graphile_worker._private_job_queues set locked_at = null, locked_by = null");
    await reading.placeFiles();
    await client.query("commit");
  } catch (error) {
    await reading.dropFiles();
    throw error;
  } finally {
    await client.end();
  }
}

/** One table or file on its way in. */
type Part = { write(block: Buffer): Promise<void>; close(): Promise<void> };

/** What has come so far; one entry may be a piece of what the one before began. */
class Reading {
  readonly #deps: RestoreDeps;
  readonly #client: pg.ClientBase;
  readonly #rows = new Map<string, number>();
  #known = new Map<string, KeptTable>();
  #open: (Part & { name: string }) | null = null;

  constructor(deps: RestoreDeps, client: pg.ClientBase) {
    this.#deps = deps;
    this.#client = client;
  }

  get #staging(): string {
    return `${this.#deps.filesFolder ?? ""}.restoring`;
  }

  async emptyTables(): Promise<void> {
    const tables = await tablesToKeep(this.#client);
    this.#known = new Map(tables.map((table) => [`${table.schema}.${table.name}`, table]));
    await this.#client.query(`truncate ${tables.map((table) => qualified(this.#client, table)).join(", ")}`);
    await rm(this.#staging, { recursive: true, force: true });
  }

  async take(entry: ArchiveEntry): Promise<void> {
    const name = partOf(entry.name);
    if (name !== "" && this.#open?.name !== name) {
      await this.#close();
      this.#open = { name, ...(await this.#begin(name)) };
    }
    const what = name.startsWith("tables/") ? name.slice("tables/".length) : "files";
    for await (const block of entry.content as AsyncIterable<Buffer>) {
      if (name === "") continue;
      await this.#open?.write(block);
      this.#deps.onProgress({ bytes: block.length, what });
    }
  }

  async #close(): Promise<void> {
    await this.#open?.close();
    this.#open = null;
  }

  async #begin(name: string): Promise<Part> {
    if (name.startsWith("tables/")) return this.#beginTable(name.slice("tables/".length));
    if (name.startsWith("files/")) return this.#beginFile(name.slice("files/".length));
    if (name === "secret-key") return { write: (block) => this.#takeKey(block), close: async () => undefined };
    throw new BackupProblem("damaged", `the backup holds an unknown part: ${name}`);
  }

  #beginTable(name: string): Part {
    const table = this.#known.get(name);
    if (!table) throw new BackupProblem("damaged", `the backup holds an unknown table: ${name}`);
    const loader: TableLoader = loadTable(this.#client, table);
    return {
      write: (block) => loader.write(block),
      close: async () => void this.#rows.set(name, await loader.close()),
    };
  }

  async #beginFile(key: string): Promise<Part> {
    const target: Writable = await writeKey(this.#staging, key);
    return {
      write: (block) => writeBlock(target, block),
      close: async () => {
        target.end();
        await once(target, "close");
      },
    };
  }

  async #takeKey(key: Buffer): Promise<void> {
    if (this.#deps.secretKeyFile !== null)
      await writeFile(this.#deps.secretKeyFile, `${key.toString()}\n`, { mode: 0o600 });
  }

  /** Ends the last part, makes the empty files and sets the counters. @throws BackupProblem `damaged` */
  async finish(manifest: BackupManifest): Promise<void> {
    await this.#close();
    for (const wanted of manifest.tables) {
      const name = `${wanted.schema}.${wanted.name}`;
      if ((this.#rows.get(name) ?? 0) !== wanted.rows) throw new BackupProblem("damaged", `${name} has lost rows`);
    }
    for (const empty of manifest.files.filter((one) => one.bytes === 0))
      await (await this.#beginFile(empty.key)).close();
    await setSequences(this.#client, manifest.sequences);
  }

  async placeFiles(): Promise<void> {
    const folder = this.#deps.filesFolder;
    if (folder === null || !existsSync(this.#staging)) return;
    await rm(folder, { recursive: true, force: true });
    await rename(this.#staging, folder);
  }

  async dropFiles(): Promise<void> {
    if (this.#deps.filesFolder !== null) await rm(this.#staging, { recursive: true, force: true });
  }
}

function reportOf(header: BackupHeader, manifest: BackupManifest): RestoreReport {
  return {
    madeAt: header.madeAt,
    version: header.version,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((total, table) => total + table.rows, 0),
    files: manifest.files.length,
  };
}
