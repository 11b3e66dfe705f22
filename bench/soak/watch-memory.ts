import { readdirSync, readFileSync } from "node:fs";
import type { SoakMinute } from "./soak-result.ts";

const LOOK_EVERY_MS = 5_000;
const MINUTE_MS = 60_000;
const KIB_PER_MIB = 1_024;
const BYTES_PER_MIB = 1_048_576;

export type MemoryWatch = { stop(): SoakMinute[] };

/** Looks every few seconds at what the desk and the database hold, and keeps the least of each minute. */
export function watchMemory(of: { deskPid: number; deskUrl: string; databasePid: number }): MemoryWatch {
  const started = performance.now();
  const minutes: SoakMinute[] = [];
  const look = async () => {
    const text = await (await fetch(`${of.deskUrl}/metrics`)).text();
    const heap = Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1]) / BYTES_PER_MIB;
    // A desk that turns calls away has no figures either.
    if (!Number.isFinite(heap)) return;
    const seen = { rss_mib: residentMib(of.deskPid), heap_mib: heap, postgres_mib: sharedOnceMib(of.databasePid) };
    const minute = Math.floor((performance.now() - started) / MINUTE_MS);
    const known = minutes.at(-1);
    if (known?.minute !== minute) minutes.push({ minute, ...rounded(seen) });
    else
      Object.assign(known, {
        rss_mib: Math.min(known.rss_mib, rounded(seen).rss_mib),
        heap_mib: Math.min(known.heap_mib, rounded(seen).heap_mib),
        postgres_mib: Math.max(known.postgres_mib, rounded(seen).postgres_mib),
      });
  };
  // A look that fails, under load or at the end, is left out.
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return minutes;
    },
  };
}

const rounded = <T extends Record<string, number>>(values: T): T =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Math.round(value * 10) / 10])) as T;

const residentMib = (pid: number) => field(`/proc/${pid}/status`, "VmRSS") / KIB_PER_MIB;

/** The postmaster and its children, pages that they share counted once. */
function sharedOnceMib(postmaster: number): number {
  const pids = readdirSync("/proc").filter(
    (name) => /^\d+$/.test(name) && (Number(name) === postmaster || parentOf(name) === postmaster),
  );
  return pids.reduce((sum, pid) => sum + field(`/proc/${pid}/smaps_rollup`, "Pss"), 0) / KIB_PER_MIB;
}

function parentOf(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ")[1]);
  } catch {
    return 0;
  }
}

function field(file: string, name: string): number {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(readFileSync(file, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
