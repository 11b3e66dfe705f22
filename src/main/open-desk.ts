import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  dataFolderHolder,
  ensureDataFolder,
  keepSecretKey,
  lockDataFolder,
  StartProblem,
  startProblemOf,
  type Settings,
} from "../platform/config/index.ts";
import { migrate, openDatabase, type OpenDatabase } from "../platform/db/index.ts";
import { runningEmbeddedPostgres, startEmbeddedPostgres } from "../platform/embedded-postgres/index.ts";
import { migrateJobs } from "../platform/jobs/index.ts";
import { requirePostgres } from "./require-postgres.ts";
import { createLog, type Log } from "../platform/log/index.ts";

const EMBEDDED_DATABASE = "bihuan";
const RUNNING_DESK_READY_WITHIN_MS = 30_000;
const POLL_MS = 100;
/** Sessions beyond the pool: realtime, jobs, a command beside the running desk. */
const SPARE_CONNECTIONS = 40;

/** What every command works with: settings checked, database there and of this version, key at hand. */
export type Desk = {
  settings: Settings;
  db: OpenDatabase;
  databaseUrl: string;
  secretKey: string;
  log: Log;
  /** Closes the pool, then the embedded database if this process started it, then gives the folder back. */
  close(): Promise<void>;
};

export type OpenDeskOptions = {
  /** `migrate` by default; `leave` for the commands that look at the database as it is. */
  schema?: "migrate" | "leave";
  /** Refuse when another process uses the folder, rather than work beside it. */
  alone?: boolean;
  log?: Log;
};

/**
 * Opens the data folder and the database and brings its schema up to date.
 * @throws StartProblem in the words of the person at the screen
 */
export async function openDesk(settings: Settings, options: OpenDeskOptions = {}): Promise<Desk> {
  const log = options.log ?? createLog(settings.logLevel);
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    while (closers.length > 0) await closers.pop()!();
  };
  try {
    await ensureDataFolder(settings.dataDir);
    const secretKey = await keepSecretKey(settings.dataDir, settings.secretKey);
    const holder = await dataFolderHolder(settings.dataDir);
    const beside = holder !== null && !options.alone;
    if (!beside && (options.alone || settings.databaseUrl === null))
      closers.push(await lockDataFolder(settings.dataDir));
    const server = await databaseServer(settings, beside);
    closers.push(server.stop);
    const db = openDatabase(server.url, { connectionsMax: settings.databaseConnectionsMax });
    closers.push(() => db.close());
    await refuseOldPostgres(db);
    if (options.schema !== "leave") {
      const report = await migrate(db.pool);
      await migrateJobs(db.pool);
      if (report.applied.length > 0) log.info({ migrations: report.applied.length }, "schema brought up to date");
    }
    return { settings, db, databaseUrl: server.url, secretKey, log, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw startProblemOf(error, settings.dataDir);
  }
}

/** The database named, the embedded one that the running desk has started, or one started for us. */
async function databaseServer(settings: Settings, beside: boolean): Promise<{ url: string; stop(): Promise<void> }> {
  if (settings.databaseUrl !== null) return { url: settings.databaseUrl, stop: async () => undefined };
  if (beside) return { url: await runningDatabase(settings.dataDir), stop: async () => undefined };
  return startEmbeddedPostgres({
    folder: settings.dataDir,
    database: EMBEDDED_DATABASE,
    settings: { max_connections: String(settings.databaseConnectionsMax + SPARE_CONNECTIONS) },
  });
}

async function runningDatabase(dataDir: string): Promise<string> {
  const until = Date.now() + RUNNING_DESK_READY_WITHIN_MS;
  while (Date.now() < until) {
    const url = runningEmbeddedPostgres(dataDir, EMBEDDED_DATABASE);
    if (url !== null) return url;
    await sleep(POLL_MS);
  }
  throw new StartProblem("database_unreachable", { reason: "the running desk has not started it" });
}

async function refuseOldPostgres(db: OpenDatabase): Promise<void> {
  const found = await db.pool.query<{ number: string; version: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as version",
  );
  requirePostgres(found.rows[0]!);
}

/** Where files are kept on disk, or null when they are in S3. */
export function filesFolderOf(settings: Settings): string | null {
  return settings.storage.kind === "disk" ? path.join(settings.dataDir, "files") : null;
}
