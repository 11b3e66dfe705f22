import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../test/support/free-port.ts";
import { endChild } from "../desk/bench-desk.ts";
import { median } from "../desk/figures.ts";
import type { Measured } from "./measure.ts";

const BIN = path.join(import.meta.dirname, "../../bin/bihuan.mjs");
const IDLE_MS = 12_000;
const READY_WITHIN_MS = 120_000;
const POLL_MS = 25;
const STARTS = 3;
const KIB_PER_MIB = 1_024;

/**
 * A desk as it is installed, `bihuan start` with its own database: how long until it is ready, and what its Node processes
 * hold when nothing happens (proportional set size, so that shared pages count once).
 */
export async function idleMemory(): Promise<Measured> {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-bench-idle-"));
  await chmod(folder, 0o711);
  try {
    const first = await startOnce(folder, null);
    const starts: number[] = [];
    let memory = { node: 0, postgres: 0 };
    for (let round = 0; round < STARTS; round++) {
      const isLast = round === STARTS - 1;
      const { readyMs, held } = await startOnce(folder, isLast ? IDLE_MS : null);
      starts.push(readyMs);
      memory = held;
    }
    return {
      name: "start and idle",
      tickets: 0,
      figures: {
        first_start_ms: Math.round(first.readyMs),
        ready_ms: Math.round(median(starts)),
        node_mib: Math.round(memory.node / KIB_PER_MIB),
        postgres_mib: Math.round(memory.postgres / KIB_PER_MIB),
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startOnce(
  folder: string,
  idleMs: number | null,
): Promise<{ readyMs: number; held: { node: number; postgres: number } }> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [BIN, "start"], {
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), INBOUND_SMTP_PORT: "0", LOG_LEVEL: "error" },
    stdio: ["ignore", "ignore", "ignore"],
  });
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null || performance.now() - started > READY_WITHIN_MS)
        throw new Error("the desk did not start");
      await sleep(POLL_MS);
    }
    const readyMs = performance.now() - started;
    if (idleMs !== null) await sleep(idleMs);
    return { readyMs, held: memoryBelow(child.pid!) };
  } finally {
    await endChild(child);
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** KiB of all processes below one, by what they run. */
function memoryBelow(pid: number): { node: number; postgres: number } {
  const held = { node: 0, postgres: 0 };
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry)))
    try {
      parents.set(Number(name), Number(readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1)!.split(" ")[1]));
    } catch {
      // It ended meanwhile.
    }
  const isBelow = (one: number): boolean => one === pid || (parents.has(one) && isBelow(parents.get(one)!));
  for (const one of [...parents.keys()].filter(isBelow))
    try {
      const kib = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, "utf8"))?.[1] ?? 0);
      const isPostgres = readFileSync(`/proc/${one}/comm`, "utf8").startsWith("postgres");
      held[isPostgres ? "postgres" : "node"] += kib;
    } catch {
      // As above.
    }
  return held;
}
