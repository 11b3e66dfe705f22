import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { SYNTHETIC_MAP, writeSyntheticLog } from "../../test/support/synthetic-log.ts";
import type { BacktestResult } from "../../src/domain/backtest/index.ts";

const CLI = path.join(import.meta.dirname, "../../src/main/cli.ts");
const POLL_MS = 100;
const KIB = 1_024;
/** Of `/proc/[pid]/stat`, counted from the state. */
const [USER, SYSTEM] = [11, 12];
const TICKS_PER_SECOND = 100;

/** `seconds` from the start of the process to its end; `cpu_seconds` and `peak_mib` of all its threads together. */
export type BacktestFigures = {
  rows: number;
  tickets: number;
  events: number;
  seconds: number;
  cpu_seconds: number;
  events_per_second: number;
  peak_mib: number;
  digest: string;
  load_average: number;
};

/** Runs `bihuan sop backtest` as a process over a made log of mixed cases, under the standard pack and one of those it is made of. */
export async function measureBacktest(rows: number, threads: number): Promise<BacktestFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), "bihuan-bench-backtest-"));
  try {
    const [log, map] = [path.join(folder, "log.csv"), path.join(folder, "map.yaml")];
    await writeSyntheticLog(log, rows);
    writeFileSync(map, SYNTHETIC_MAP);
    const packs = ["--candidate", "standard", "--current", "service-centre"];
    const words = ["sop", "backtest", ...packs, "--history", log, "--map", map, "--threads", String(threads), "--json"];
    const { output, seconds, cpuSeconds, peakMib } = await timed(words);
    const { history } = JSON.parse(output) as BacktestResult;
    return {
      rows,
      tickets: history.tickets,
      events: history.events,
      seconds,
      cpu_seconds: cpuSeconds,
      events_per_second: Math.round(history.events / seconds),
      peak_mib: peakMib,
      digest: createHash("sha256").update(output).digest("hex").slice(0, 16),
      load_average: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Timed = { output: string; seconds: number; cpuSeconds: number; peakMib: number };

async function timed(words: string[]): Promise<Timed> {
  const began = performance.now();
  const child = spawn(process.execPath, [CLI, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const pieces: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => pieces.push(piece));
  let peakKib = 0;
  let cpuSeconds = 0;
  const polling = setInterval(() => {
    peakKib = Math.max(peakKib, highWater(child.pid));
    cpuSeconds = Math.max(cpuSeconds, cpuTime(child.pid));
  }, POLL_MS);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearInterval(polling);
  if (code !== 0) throw new Error(`the back-test ended with ${code}`);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { output: Buffer.concat(pieces).toString(), seconds, cpuSeconds, peakMib: Math.round(peakKib / KIB) };
}

/** What the process ever held in memory, in KiB; 0 where the system does not tell. */
function highWater(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** User and system time so far, of all threads; 0 where the system does not tell. */
function cpuTime(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[USER]) + Number(fields[SYSTEM])) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}
