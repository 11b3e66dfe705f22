import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Postmaster = {
  pid: number;
  port: number;
  /** Where its Unix socket is; empty where it has none. */
  socketFolder: string;
  ready: boolean;
};

const POLL_MS = 20;
const FAST_STOP_MS = 20_000;
const IMMEDIATE_STOP_MS = 5_000;

const PID_LINE = 0;
const PORT_LINE = 3;
const SOCKET_LINE = 4;
const STATUS_LINE = 7;

/**
 * Reads `postmaster.pid` and makes sure that the process it names is alive and is a PostgreSQL on this very
 * folder: after a power cut the number may belong to somebody else.
 */
export function livePostmaster(clusterFolder: string): Postmaster | null {
  const lines = readPidFile(clusterFolder);
  const pid = Number(lines[PID_LINE]);
  if (!Number.isInteger(pid) || pid <= 0 || !isPostgresOn(pid, clusterFolder)) return null;
  return {
    pid,
    port: Number(lines[PORT_LINE]),
    socketFolder: lines[SOCKET_LINE]?.trim() ?? "",
    ready: lines[STATUS_LINE]?.trim() === "ready",
  };
}

/**
 * Removes the lock that names somebody else's process, which PostgreSQL would take for itself. Any other it looks into by
 * itself: it must not start while sessions of a server that was killed are still at work on the files.
 */
export async function forgetStrangersLock(clusterFolder: string): Promise<void> {
  const pid = Number(readPidFile(clusterFolder)[PID_LINE]);
  if (pid > 0 && send(pid, 0) && !isPostgresOn(pid, clusterFolder))
    await rm(path.join(clusterFolder, "postmaster.pid"), { force: true });
}

function readPidFile(clusterFolder: string): string[] {
  try {
    return readFileSync(path.join(clusterFolder, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

function isPostgresOn(pid: number, clusterFolder: string): boolean {
  const command = commandOf(pid);
  return command.includes("postgres") && command.includes(clusterFolder);
}

function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-p", `${pid}`, "-o", "command="], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** Stops it: sessions are cut, data is written; harder after a bounded wait. Answers when the process is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  if (!send(pid, "SIGINT") || (await goneWithin(pid, FAST_STOP_MS))) return;
  if (!send(pid, "SIGQUIT") || (await goneWithin(pid, IMMEDIATE_STOP_MS))) return;
  send(pid, "SIGKILL");
  await goneWithin(pid, IMMEDIATE_STOP_MS);
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

async function goneWithin(pid: number, limitMs: number): Promise<boolean> {
  const until = Date.now() + limitMs;
  while (Date.now() < until) {
    if (!send(pid, 0)) return true;
    await sleep(POLL_MS);
  }
  return false;
}
