import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { startBenchDesk } from "../desk/bench-desk.ts";
import { startBenchPostgres } from "../desk/bench-postgres.ts";
import { closeAll, closeLater } from "../desk/closers.ts";
import { machineOf } from "../desk/machine.ts";
import { startMailSink } from "../desk/mail-sink.ts";
import { fillDatabase } from "../fill/fill-database.ts";
import { RESULTS, writeResultsPage } from "../report/results-folder.ts";
import { withCallers } from "../measures/measure.ts";
import { mixedLoad } from "./mixed-load.ts";
import { fitSoak, type SoakResult } from "./soak-result.ts";
import { watchMemory } from "./watch-memory.ts";

/** `node bench/soak/run.ts [--minutes 60] [--tickets 10000] [--into FOLDER]`: whether the memory stays flat under a mixed load */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    tickets: { type: "string", default: "10000" },
    into: { type: "string", default: RESULTS },
  },
});
const MINUTE_MS = 60_000;
const INTERRUPTED = 130;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => void closeAll().then(() => process.exit(INTERRUPTED)));

try {
  const result = await soak(Number(values.minutes), Number(values.tickets));
  await mkdir(values.into, { recursive: true });
  await writeFile(path.join(values.into, "soak.json"), `${JSON.stringify(result, null, 2)}\n`);
  await writeResultsPage(values.into);
  process.stdout.write(`${JSON.stringify({ ...result, by_minute: undefined }, null, 2)}\n`);
  if (result.fit.met === false || result.failed > 0) process.exitCode = 1;
} finally {
  await closeAll();
}
process.exit(process.exitCode ?? 0);

async function soak(minutes: number, tickets: number): Promise<SoakResult> {
  const startedAt = new Date().toISOString();
  const before = loadavg()[0]!;
  const postgres = await startBenchPostgres();
  const database = await postgres.makeDatabase("soak");
  const { people } = await fillDatabase(database.db, { tickets, anchor: Date.now() });
  const sink = await startMailSink();
  closeLater(sink.stop);
  const desk = await startBenchDesk({
    databaseUrl: database.url,
    smtpUrl: sink.url,
    // As the product starts itself.
    nodeArguments: ["--max-semi-space-size=8"],
  });
  const stage = withCallers({ tickets, database, desk, people, sink });
  process.stdout.write(`${new Date().toISOString().slice(11, 19)}  soaking for ${minutes} minutes\n`);
  const watch = watchMemory({ deskPid: desk.pid, deskUrl: desk.url, databasePid: postgres.pid });
  const { done, turnedAway, failed } = await mixedLoad(stage, performance.now() + minutes * MINUTE_MS);
  const byMinute = watch.stop();
  return {
    form: "soak",
    startedAt,
    minutes,
    machine: machineOf(postgres.version),
    load1: { before, after: loadavg()[0]! },
    done,
    turned_away: turnedAway,
    failed,
    by_minute: byMinute,
    fit: fitSoak(byMinute),
  };
}
