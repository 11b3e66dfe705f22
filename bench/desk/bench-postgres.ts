import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { migrate, openDatabase, type OpenDatabase } from "../../src/platform/db/index.ts";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres/index.ts";
import { migrateJobs } from "../../src/platform/jobs/index.ts";

export type BenchDatabase = { url: string; name: string; db: OpenDatabase };
export type BenchPostgres = {
  url: string;
  folder: string;
  version: string;
  /** A database with the desk's schema and nothing in it. */
  makeDatabase(name: string): Promise<BenchDatabase>;
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

const CONNECTIONS_MAX = 24;

/** A PostgreSQL of the bench's own in a temporary folder, gone with `stop`. */
export async function startBenchPostgres(): Promise<BenchPostgres> {
  const folder = await mkdtemp(path.join(process.env["BENCH_DIR"] ?? tmpdir(), "bihuan-bench-"));
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({ folder, settings: POSTGRES_SETTINGS });
  const open: OpenDatabase[] = [];
  return {
    url: server.url,
    folder,
    version: await versionOf(server.url),
    makeDatabase: async (name) => {
      const url = await createDatabase(server.url, name);
      const db = openDatabase(url, { connectionsMax: CONNECTIONS_MAX, applicationName: "bihuan-bench" });
      open.push(db);
      await migrate(db.pool);
      await migrateJobs(db.pool);
      return { url, name, db };
    },
    stop: async () => {
      await Promise.all(open.map((db) => db.close().catch(() => undefined)));
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name} template template0 encoding 'UTF8'`);
  await client.end();
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
