import { setTimeout as sleep } from "node:timers/promises";
import type { CpuMeter } from "./cpu-time.ts";
import { medianRound, rounded, timesOf, type LoadFigure } from "./figures.ts";

/** One piece of work; answers its ms, or throws when it failed. */
export type Work = (index: number) => Promise<number>;
export type LoadOptions = {
  clients: number;
  seconds: number;
  rounds: number;
  /** A desk has run for a while: what it does often is compiled. */
  warmUpSeconds?: number;
  /** What the work costs, counted where the machine has neighbours that make times longer. */
  cpu?: CpuMeter;
};

const WARM_UP_SECONDS = 1;
const PAUSE_MS = 300;
const FAILURES_SHOWN_MAX = 3;

/** So many clients at once, each with one request under way, for so long; the median round of several. */
export async function runLoad(work: Work, options: LoadOptions): Promise<LoadFigure> {
  const rounds: LoadFigure[] = [];
  await oneRound(work, options.clients, options.warmUpSeconds ?? WARM_UP_SECONDS);
  const before = options.cpu?.();
  for (let round = 0; round < options.rounds; round++) {
    await sleep(PAUSE_MS);
    rounds.push(await oneRound(work, options.clients, options.seconds));
  }
  const after = options.cpu?.();
  const count = rounds.reduce((sum, round) => sum + round.count, 0);
  return {
    ...medianRound(rounds),
    ...(before && after && count > 0
      ? {
          desk_cpu_ms: rounded((after.desk - before.desk) / count),
          database_cpu_ms: rounded((after.database - before.database) / count),
        }
      : {}),
  };
}

let next = 0;

async function oneRound(work: Work, clients: number, seconds: number): Promise<LoadFigure> {
  const samples: number[] = [];
  const failures: unknown[] = [];
  const started = performance.now();
  const until = started + seconds * 1_000;
  const client = async () => {
    while (performance.now() < until)
      try {
        samples.push(await work(next++));
      } catch (error) {
        failures.push(error);
      }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const took = (performance.now() - started) / 1_000;
  for (const failure of failures.slice(0, FAILURES_SHOWN_MAX))
    process.stderr.write(`  failed: ${String(failure).slice(0, 300)}\n`);
  return {
    ...timesOf(samples),
    perSecond: rounded(samples.length / took),
    count: samples.length,
    errors: failures.length,
  };
}
