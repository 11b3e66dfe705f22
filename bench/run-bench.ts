import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { startBenchDesk } from "./desk/bench-desk.ts";
import { startBenchPostgres, type BenchDatabase, type BenchPostgres } from "./desk/bench-postgres.ts";
import { closeLater, isEnding } from "./desk/closers.ts";
import { cpuMeter } from "./desk/cpu-time.ts";
import { rounded } from "./desk/figures.ts";
import { machineOf } from "./desk/machine.ts";
import { startMailSink } from "./desk/mail-sink.ts";
import { fillDatabase, type Filled } from "./fill/fill-database.ts";
import { withCallers, type Effort, type Measured } from "./measures/measure.ts";
import { MEASURES, type MeasureContext } from "./measures/all-measures.ts";
import type { BenchResult, FilledSize, Noted } from "./report/bench-result.ts";
import { bareRows } from "./yardsticks/bare-rows.ts";
import { requestTracker } from "./yardsticks/request-tracker.ts";

export type BenchPlan = {
  form: "short" | "long";
  sizes: readonly number[];
  effort: Effort;
  /** Names of measures; null: all. */
  only: readonly string[] | null;
};

const MINUTE_MS = 60_000;
const CLIENTS = 16;
const PROGRESS_EVERY = 50_000;

/** Runs the whole bench on a PostgreSQL and desks of its own. */
export async function runBench(plan: BenchPlan): Promise<BenchResult> {
  const started = Date.now();
  const before = load();
  const postgres = await startBenchPostgres();
  const filled: FilledSize[] = [];
  const measured: Noted[] = [];
  const note = (one: Measured) => {
    measured.push({ ...one, load1: load() });
    say(`${one.name} (${one.tickets.toLocaleString("en")}): ${inWords(one)}`);
  };
  const yard = await postgres.makeDatabase("yardstick");
  const bare = await bareRows(yard.url, { clients: CLIENTS, seconds: plan.effort.seconds, rounds: plan.effort.rounds });
  say(`bare rows: ${bare.perSecond}/s, p50 ${bare.p50} ms`);
  const tracker = await requestTracker(process.env, plan.effort);
  say(`Request Tracker: ${tracker.create_per_second_8_clients}/s created, ${tracker.source}`);
  for (const tickets of plan.sizes) filled.push(await measureSize({ plan, postgres, note, tickets, started }));
  for (const { name, once } of MEASURES)
    if (once && wanted(plan, name)) await taken(name, note, () => once(plan.form === "long"));
  return {
    form: plan.form,
    startedAt: new Date(started).toISOString(),
    minutes: rounded((Date.now() - started) / MINUTE_MS),
    machine: machineOf(postgres.version),
    load1: { before, after: load() },
    filled,
    bare,
    requestTracker: tracker,
    measured,
  };
}

type OneSize = {
  plan: BenchPlan;
  postgres: BenchPostgres;
  note: (one: Measured) => void;
  tickets: number;
  started: number;
};

async function measureSize({ plan, postgres, note, tickets, started }: OneSize): Promise<FilledSize> {
  const database = await postgres.makeDatabase(`desk_${tickets}`);
  const anchor = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const filled = await fillDatabase(database.db, {
    tickets,
    anchor,
    onProgress: (written) => progress(written, tickets, started),
  });
  const size = await sizeOf(database, filled);
  say(
    `${tickets.toLocaleString("en")} tickets made in ${(size.seconds.rows + size.seconds.indexes).toFixed(0)} s, ${size.database_mib} MiB`,
  );
  const sink = await startMailSink();
  const closeSink = closeLater(sink.stop);
  const desk = await startBenchDesk({ databaseUrl: database.url, smtpUrl: sink.url });
  const stage = withCallers({ tickets, database, desk, people: filled.people, sink });
  const context: MeasureContext = {
    stage,
    effort: { ...plan.effort, cpu: cpuMeter(desk.pid, postgres.pid) },
    isLargest: tickets === Math.max(...plan.sizes),
  };
  for (const { name, sized } of MEASURES) {
    if (!sized || !wanted(plan, name)) continue;
    await taken(name, note, () => sized(context));
    await jobsDone(database);
  }
  for (const one of [stage.agent, stage.supervisor]) one.close();
  await desk.stop();
  await closeSink();
  await postgres.dropDatabase(database);
  return size;
}

/** A measure that fails is noted as that and keeps no other from being taken. */
async function taken(name: string, note: (one: Measured) => void, take: () => Promise<Measured[]>): Promise<void> {
  try {
    for (const one of await take()) note(one);
  } catch (error) {
    if (isEnding()) throw error;
    note({ name, tickets: 0, figures: { failed: error instanceof Error ? error.message : String(error) } });
  }
}

const wanted = (plan: BenchPlan, name: string) => plan.only === null || plan.only.includes(name);

const JOBS_DONE_WITHIN_MS = 120_000;
const JOBS_LEFT_MAX = 20;
const POLL_MS = 250;

/** What a measure leaves to jobs is done before the next begins, so that none pays for another's. */
async function jobsDone({ db }: BenchDatabase): Promise<void> {
  const until = Date.now() + JOBS_DONE_WITHIN_MS;
  for (;;) {
    const found = await db.pool.query<{ due: number }>(
      "select count(*)::int as due from graphile_worker.jobs where run_at <= now() and attempts < max_attempts",
    );
    if (found.rows[0]!.due <= JOBS_LEFT_MAX || Date.now() > until) return;
    await sleep(POLL_MS);
  }
}

async function sizeOf({ db, name }: BenchDatabase, { tickets, open, rows, seconds }: Filled): Promise<FilledSize> {
  const found = await db.pool.query<{ mib: number }>("select (pg_database_size($1) / 1048576)::int as mib", [name]);
  return {
    tickets,
    open,
    rows,
    seconds: { rows: rounded(seconds.rows), indexes: rounded(seconds.indexes) },
    database_mib: found.rows[0]!.mib,
  };
}

const load = () => rounded(loadavg()[0] ?? 0);

const say = (text: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)}  ${text}\n`);

function progress(written: number, tickets: number, started: number): void {
  if (written === 0 || written % PROGRESS_EVERY !== 0) return;
  say(
    `  ${written.toLocaleString("en")} of ${tickets.toLocaleString("en")} tickets (${((Date.now() - started) / 1_000).toFixed(0)} s)`,
  );
}

const inWords = ({ figures }: Measured) =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
