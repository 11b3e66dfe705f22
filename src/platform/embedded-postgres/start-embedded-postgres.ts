import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findBinaries, type Binaries } from "./binaries.ts";
import { ensureClusterFolder } from "./cluster-folder.ts";
import { problemFromOutput } from "./embedded-postgres-problem.ts";
import { initialiseCluster, keepPassword } from "./initialise-cluster.ts";
import { forgetStrangersLock, livePostmaster, stopPostmaster } from "./postmaster.ts";
import { addressOf, PASSWORD_FILE } from "./running-embedded-postgres.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";

export type EmbeddedPostgresOptions = {
  /** Holds the files, the password and the log; one running server per folder. */
  folder: string;
  /** Made if absent. Default `postgres`, which always stands. */
  database?: string;
  /** Server settings over ours. */
  settings?: Record<string, string>;
};

export type EmbeddedPostgres = { url: string; stop(): Promise<void> };

/** Recovery after a power cut may take a while; a start that shows no life is given up. */
const READY_WITHIN_MS = 120_000;
const POLL_MS = 20;
const PORT_ATTEMPTS_MAX = 5;
/** Sessions of a server that was killed end by themselves, within moments; until then no other may start on the files. */
const ORPHANS_WITHIN_MS = 30_000;
const START_AGAIN_AFTER_MS = 500;
const LOG_TAIL_BYTES = 4_000;

const SETTINGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  max_connections: "100",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  jit: "off",
};

/**
 * Starts the PostgreSQL that npm installed, on a free loopback port; makes its files the first time. One that a
 * killed process left running is stopped first. When it ends by itself it is started again, on the same port.
 * @throws EmbeddedPostgresProblem with a sentence for the person at the screen
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const wanted = path.join(path.resolve(options.folder), "postgres");
  const who = chooseRunAs(wanted);
  const password = await keepPassword(path.join(options.folder, PASSWORD_FILE));
  const parent = await ensureClusterFolder(wanted, who);
  const place = { parent, cluster: path.join(parent, "cluster"), who };
  const binaries = await findBinaries(who, parent);
  await initialiseCluster(binaries, place, password);
  await clearLeftovers(place);
  const settings = { ...SETTINGS, unix_socket_directories: socketFolderIn(parent), ...options.settings };
  const start = (port: number | null) => startOn(port, binaries, place, settings);
  const server = await start(null);
  const kept = keepRunning(server, () => start(server.port));
  const database = options.database ?? "postgres";
  if (database !== "postgres") await ensureDatabase(addressOf(server, password, "postgres"), database);
  return { url: addressOf(server, password, database), stop: kept.stop };
}

async function clearLeftovers({ parent, cluster }: Place): Promise<void> {
  const left = livePostmaster(cluster);
  if (left) await stopPostmaster(left.pid);
  await forgetStrangersLock(cluster);
  for (const name of await readdir(parent)) if (name.startsWith(SOCKET_NAME)) await rm(path.join(parent, name));
}

const SOCKET_NAME = ".s.PGSQL.";
/** What the address of a socket holds on every system, with the longest port and the end of its lock's name. */
const SOCKET_PATH_BYTES_MAX = 103;
const LONGEST_NAME = `${SOCKET_NAME}65535.lock`;

/** Where the socket goes; nowhere where its path would be too long or the system has none. */
function socketFolderIn(parent: string): string {
  const fits = Buffer.byteLength(path.join(parent, LONGEST_NAME)) <= SOCKET_PATH_BYTES_MAX;
  // The setting is a list, in which these mean something.
  return fits && process.platform !== "win32" && !/[,"']/.test(parent) ? parent : "";
}

type Server = { child: ChildProcess; pid: number; port: number; socketFolder: string };
type Place = { parent: string; cluster: string; who: RunAs };

/** On this port, or on any free one. */
async function startOn(
  wanted: number | null,
  binaries: Binaries,
  place: Place,
  settings: Record<string, string>,
): Promise<Server> {
  const logFile = path.join(place.parent, "postgres.log");
  const orphansUntil = Date.now() + ORPHANS_WITHIN_MS;
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    const child = spawnPostgres(binaries.postgres, { ...place, logFile }, { ...settings, port: `${port}` });
    if (await becomesReady(child, place.cluster)) {
      const socketFolder = livePostmaster(place.cluster)?.socketFolder ?? "";
      return { child, pid: child.pid!, port, socketFolder };
    }
    const output = readFileSync(logFile, "utf8").slice(-LOG_TAIL_BYTES);
    // Some file systems take no sockets.
    if (output.includes("Unix-domain socket") && settings["unix_socket_directories"] !== "")
      return startOn(wanted, binaries, place, { ...settings, unix_socket_directories: "" });
    const hasOrphans = output.includes("shared memory block") && Date.now() < orphansUntil;
    if (hasOrphans) await sleep(START_AGAIN_AFTER_MS);
    else if (!output.includes("Address already in use") || attempt >= PORT_ATTEMPTS_MAX)
      throw problemFromOutput(output);
  }
}

/**
 * A server that ends without having been told to was killed, or met a full disk: nobody else would start it again. One that was
 * told to, by whomever, ends with 0.
 */
function keepRunning(first: Server, start: () => Promise<Server>): { stop(): Promise<void> } {
  let { pid } = first;
  let isStopping = false;
  let reviving = Promise.resolve();
  const revive = async () => {
    while (!isStopping) {
      await sleep(START_AGAIN_AFTER_MS);
      const server = isStopping ? null : await start().catch(() => null);
      if (!server) continue;
      pid = server.pid;
      return watch(server);
    }
  };
  const watch = ({ child }: Server) => {
    const onEnd = (code: number | null) => {
      if (!isStopping && code !== 0) reviving = revive();
    };
    if (child.exitCode !== null || child.signalCode !== null) return onEnd(child.exitCode);
    child.once("exit", onEnd);
  };
  watch(first);
  return {
    stop: async () => {
      isStopping = true;
      await reviving;
      await stopPostmaster(pid);
    },
  };
}

/** Detached, so that Ctrl-C reaches us alone and the database stops last; its log is a file, so that it outlives us. */
function spawnPostgres(
  postgres: string,
  place: Place & { logFile: string },
  settings: Record<string, string>,
): ChildProcess {
  const log = openSync(place.logFile, "w", 0o600);
  try {
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const child = spawn(postgres, ["-D", place.cluster, ...flags], {
      ...place.who,
      cwd: place.parent,
      detached: true,
      stdio: ["ignore", log, log],
      env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C" },
    });
    child.on("error", () => undefined);
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

async function becomesReady(child: ChildProcess, cluster: string): Promise<boolean> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until && child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const found = livePostmaster(cluster);
    if (found?.ready && found.pid === child.pid) return true;
    await sleep(POLL_MS);
  }
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await stopPostmaster(child.pid);
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
