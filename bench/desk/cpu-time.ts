import { readdirSync, readFileSync } from "node:fs";

/** CPU time since their start, in ms, of a process and all below it; of those that ended too, as far as their parents know. */
export type CpuTimes = { desk: number; database: number };
export type CpuMeter = () => CpuTimes;

/** Of `/proc/[pid]/stat`, counted from the state: parent, then user, system, and those of children that ended. */
const PARENT = 1;
const TIMES = [11, 12, 13, 14];
/** What the kernel counts in, on every Linux that Node runs on. */
const TICK_MS = 10;

export const cpuMeter = (deskPid: number, databasePid: number): CpuMeter => {
  return () => {
    const stats = processes();
    return { desk: below(stats, deskPid), database: below(stats, databasePid) };
  };
};

type Stat = { pid: number; parent: number; ms: number };

function processes(): Stat[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const fields = readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1)!.split(" ");
        const ms = TIMES.reduce((sum, at) => sum + Number(fields[at]) * TICK_MS, 0);
        return [{ pid: Number(name), parent: Number(fields[PARENT]), ms }];
      } catch {
        return [];
      }
    });
}

function below(stats: readonly Stat[], pid: number): number {
  const own = stats.find((stat) => stat.pid === pid)?.ms ?? 0;
  return stats.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + below(stats, child.pid), own);
}
