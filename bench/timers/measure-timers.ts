import { setTimeout as sleep } from "node:timers/promises";
import { loadavg } from "node:os";
import pg from "pg";
import { runTimers } from "../../src/features/clocks/index.ts";
import { MINUTE_MS } from "../fill/plan-story.ts";
import { startBenchPostgres } from "../desk/bench-postgres.ts";
import { rounded, timesOf, type Times } from "../desk/figures.ts";
import { openTimersInside } from "./timers-inside.ts";
import { fillTimers, type FilledTimers } from "./fill-timers.ts";

export type TimerOptions = { minutes: number; clocks: number; duePerMinute: number; burst: number };

export const FULL_LOAD: TimerOptions = { minutes: 4, clocks: 100_000, duePerMinute: 1_000, burst: 10_000 };

export type TimerFigures = {
  filled: FilledTimers;
  /** From the due moment to the commit of its effects. */
  steady_late_ms: Times;
  steady_fired: number;
  steady_fired_per_minute: number;
  burst_fired: number;
  burst_done_ms: number;
  burst_late_ms: Times;
  queries_per_fired: number;
  /** CPU time of the worker for each that fired: what is left of the figure on a busy machine. */
  worker_cpu_ms_per_fired: number;
  failures: number;
  load_average: number;
};

/** The burst comes this long before the end; what it holds up is left out of the steady figure. */
const BURST_BEFORE_END_MS = 45_000;
const SETTLE_MS = 2_000;
/** Clocks folded, written by COPY and indexed in a second, at the least. */
const CLOCKS_FILLED_PER_SECOND_MIN = 1_500;
const FILL_MS_MIN = 20_000;

type Fired = { dueAt: number; lateMs: number };

/** The desk's own timers over many clocks: how late they are as they come, and how long a burst takes. */
export async function measureTimers(
  options: TimerOptions = FULL_LOAD,
  say: (words: string) => void = () => undefined,
): Promise<TimerFigures> {
  const postgres = await startBenchPostgres();
  try {
    const { db, url } = await postgres.makeDatabase("timers");
    const measuredMs = options.minutes * MINUTE_MS;
    const patienceMs = FILL_MS_MIN + Math.ceil((options.clocks / CLOCKS_FILLED_PER_SECOND_MIN) * 1000);
    const start = Math.ceil((Date.now() + patienceMs) / 1000) * 1000;
    const burstAt = start + measuredMs - BURST_BEFORE_END_MS;
    const filled = await fillTimers(db, { ...options, start, measuredMs, burstAt });
    say(
      `${filled.tickets} cases, ${filled.clocksRunning} clocks running, ${filled.timers} timers in ${rounded(filled.seconds)} s`,
    );
    if (Date.now() > start) throw new Error("the machine is too slow: filling took longer than was allowed for");
    await sleep(start - Date.now());
    const { fired, ...watched } = await watch(url, { until: start + measuredMs, say });
    return figuresOf(fired, { filled, ...watched, start, burstAt });
  } finally {
    await postgres.stop();
  }
}

type Watched = { fired: Fired[]; statements: number; cpuMs: number; failures: number; load: number };

async function watch(url: string, { until, say }: { until: number; say: (words: string) => void }): Promise<Watched> {
  const inside = await openTimersInside(url);
  const fired: Fired[] = [];
  let failures = 0;
  const statements = countStatements();
  const cpu = process.cpuUsage();
  const timers = runTimers({
    ...inside.timers,
    now: Date.now,
    onFailure: () => void (failures += 1),
    onError: () => void (failures += 1),
    onFired: (told) => {
      const now = Date.now();
      for (const { dueAt } of told) fired.push({ dueAt, lateMs: now - dueAt });
    },
  });
  while (Date.now() < until) {
    await sleep(Math.min(15_000, Math.max(1, until - Date.now())));
    say(`${fired.length} fired`);
  }
  await timers.stop();
  const { user, system } = process.cpuUsage(cpu);
  await inside.close();
  return { fired, statements: statements(), cpuMs: (user + system) / 1000, failures, load: loadavg()[0] ?? 0 };
}

/** Counts the statements that this process sends from now on. */
function countStatements(): () => number {
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  let count = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
    count += 1;
    return query.apply(this, given);
  } as typeof pg.Client.prototype.query;
  return () => count;
}

type Given = Omit<Watched, "fired"> & { filled: FilledTimers; start: number; burstAt: number };

function figuresOf(all: readonly Fired[], { filled, start, burstAt, ...watched }: Given): TimerFigures {
  const ofBurst = all.filter(({ dueAt }) => dueAt === burstAt);
  const steady = all.filter(({ dueAt }) => dueAt >= start + SETTLE_MS && dueAt < burstAt);
  const burst = timesOf(ofBurst.map(({ lateMs }) => lateMs));
  return {
    filled,
    steady_late_ms: timesOf(steady.map(({ lateMs }) => lateMs)),
    steady_fired: steady.length,
    steady_fired_per_minute: rounded(steady.length / ((burstAt - start - SETTLE_MS) / MINUTE_MS)),
    burst_fired: ofBurst.length,
    burst_done_ms: burst.max,
    burst_late_ms: burst,
    queries_per_fired: rounded(watched.statements / all.length),
    worker_cpu_ms_per_fired: rounded(watched.cpuMs / all.length),
    failures: watched.failures,
    load_average: rounded(watched.load),
  };
}
