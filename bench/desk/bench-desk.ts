import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../test/support/free-port.ts";
import { closeLater } from "./closers.ts";

const CLI = path.join(import.meta.dirname, "../../src/main/cli.ts");
const READY_WITHIN_MS = 60_000;
const POLL_MS = 20;
const END_WITHIN_MS = 15_000;
const OUTPUT_CHARS_MAX = 20_000;

export type BenchDesk = {
  url: string;
  smtpPort: number;
  pid: number;
  /** From the start of the process to the first "ready". */
  readyMs: number;
  output(): string;
  stop(): Promise<void>;
};

export type DeskOptions = {
  databaseUrl: string;
  /** `start` is web and worker in one process. */
  command?: "start" | "web" | "worker";
  smtpUrl?: string;
  environment?: Record<string, string>;
  nodeArguments?: readonly string[];
};

/** The product as a process of its own, on free loopback ports, with a temporary data folder. */
export async function startBenchDesk(options: DeskOptions): Promise<BenchDesk> {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-bench-desk-"));
  const [port, smtpPort] = [await freePort(), await freePort()];
  const started = performance.now();
  const child = spawn(process.execPath, [...(options.nodeArguments ?? []), CLI, options.command ?? "start"], {
    env: {
      PATH: process.env["PATH"] ?? "",
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? path.join(tmpdir(), "bihuan-bench-compiled"),
      LOG_LEVEL: "error",
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: folder,
      PORT: String(port),
      INBOUND_SMTP_PORT: String(smtpPort),
      TRUST_PROXY: "true",
      SECRET_KEY: "bench-bench-bench-bench-bench-bench-bench",
      ...(options.smtpUrl ? { SMTP_URL: options.smtpUrl } : {}),
      ...options.environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (text: Buffer) => (output = (output + text.toString()).slice(-OUTPUT_CHARS_MAX));
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const url = `http://127.0.0.1:${port}`;
  const stop = closeLater(async () => {
    await endChild(child);
    await rm(folder, { recursive: true, force: true });
  });
  try {
    await untilReady(child, options.command === "worker" ? null : url, () => output);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, smtpPort, pid: child.pid!, readyMs: performance.now() - started, output: () => output, stop };
}

async function untilReady(child: ChildProcess, url: string | null, output: () => string): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the desk ended: ${output()}`);
    if (url === null ? output().includes("✓") : await isReady(url)) return;
    await sleep(POLL_MS);
  }
  throw new Error(`the desk did not become ready: ${output()}`);
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** Asks a process to end and waits; one that does not is killed. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), END_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}
