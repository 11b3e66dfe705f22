import { chmod, mkdtemp, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { migrate, openDatabase, type OpenDatabase } from "../../src/platform/db/index.ts";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres/index.ts";
import { closeLater } from "./closers.ts";
import { migrateJobs } from "../../src/platform/jobs/index.ts";

export type BenchDatabase = { url: string; name: string; db: OpenDatabase };
export type BenchPostgres = {
  url: string;
  folder: string;
  version: string;
  /** Of the postmaster. */
  pid: number;
  /** A database with the desk's schema and nothing in it. */
  makeDatabase(name: string): Promise<BenchDatabase>;
  dropDatabase(database: BenchDatabase): Promise<void>;
  stop(): Promise<void>;
};

/** What an operator of a machine with 8 GB or more would set; everything that keeps a commit safe is as it comes. */
export const POSTGRES_SETTINGS: Record<string, string> = {
  max_connections: "300",
  shared_buffers: "1GB",
  effective_cache_size: "4GB",
  max_wal_size: "8GB",
  random_page_cost: "1.1",
  wal_compression: "on",
};

const CLOSE_MS_MAX = 3_000;
const CONNECTIONS_MAX = 24;

/** A PostgreSQL of the bench's own in a temporary folder, gone with `stop`. */
export async function startBenchPostgres(): Promise<BenchPostgres> {
  const folder = await mkdtemp(path.join(process.env["BENCH_DIR"] ?? tmpdir(), "bihuan-bench-"));
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({ folder, settings: POSTGRES_SETTINGS });
  const open: OpenDatabase[] = [];
  const stop = closeLater(async () => {
    // A session that hangs must not keep the server up.
    await Promise.race([Promise.all(open.map((db) => db.close().catch(() => undefined))), sleep(CLOSE_MS_MAX)]);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    url: server.url,
    folder,
    version: await versionOf(server.url),
    pid: await postmasterOf(server.url),
    makeDatabase: async (name) => {
      const url = await createDatabase(server.url, name);
      const db = openDatabase(url, { connectionsMax: CONNECTIONS_MAX, applicationName: "bihuan-bench" });
      open.push(db);
      await migrate(db.pool);
      await migrateJobs(db.pool);
      return { url, name, db };
    },
    dropDatabase: async ({ name, db }) => {
      await db.close();
      await runOnServer(server.url, `drop database ${name} with (force)`);
    },
    stop,
  };
}

async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await runOnServer(serverUrl, `create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found = await client.query<{ version: string }>("select current_setting('server_version') as version");
  await client.end();
  return found.rows[0]!.version;
}

/** The parent of any session's process. */
async function postmasterOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const stat = readFileSync(`/proc/${found.rows[0]!.pid}/stat`, "utf8");
  await client.end();
  return Number(stat.split(") ").at(-1)!.split(" ")[1]);
}

async function runOnServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}
