import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { runBench, type BenchPlan } from "./run-bench.ts";
import { closeAll } from "./desk/closers.ts";
import type { BenchResult } from "./report/bench-result.ts";
import { RESULTS, writeResultsPage } from "./report/results-folder.ts";
import { targetRows } from "./report/targets.ts";

/**
 * `npm run bench -- [--long] [--sizes 10000,100000] [--only create,inbox] [--into FOLDER]`. Some measures, or some sizes, are no
 * result of the desk: they are kept among the results only when told.
 */
const PARTS = path.join(tmpdir(), "bihuan-bench-part");
const SHORT_SIZES = [10_000, 100_000];
const INTERRUPTED = 130;
const LONG_SIZES = [10_000, 100_000, 1_000_000];

const { values } = parseArgs({
  options: {
    long: { type: "boolean", default: false },
    sizes: { type: "string" },
    only: { type: "string" },
    into: { type: "string" },
  },
});

let interrupted = false;
const end = () => {
  interrupted = true;
  process.stdout.write("\n  正在清理…… cleaning up …\n");
  void closeAll().then(() => process.exit(INTERRUPTED));
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, end);
// What was under way fails while its database and desk are closed below it.
process.on("uncaughtException", (error) => {
  if (interrupted) return;
  process.stderr.write(`${error.stack}\n`);
  void closeAll().then(() => process.exit(1));
});

const plan: BenchPlan = {
  form: values.long ? "long" : "short",
  sizes: values.sizes ? values.sizes.split(",").map(Number) : values.long ? LONG_SIZES : SHORT_SIZES,
  effort: values.long ? { seconds: 5, rounds: 3, warmUpSeconds: 4 } : { seconds: 2, rounds: 3 },
  only: values.only?.split(",") ?? null,
};

try {
  const result = await runBench(plan);
  await keep(result, values.into ?? (values.only || values.sizes ? PARTS : RESULTS));
  printTable(result);
  if (result.measured.some(({ figures }) => "failed" in figures)) process.exitCode = 1;
} catch (error) {
  if (!interrupted) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeAll();
}
process.exit(interrupted ? INTERRUPTED : (process.exitCode ?? 0));

async function keep(result: BenchResult, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${result.form}.json`), `${JSON.stringify(result, null, 2)}\n`);
  await writeResultsPage(folder);
  process.stdout.write(`\n${path.join(folder, "index.html")}\n`);
}

function printTable(result: BenchResult): void {
  const sign = { true: "✓", false: "✗", null: "·" };
  process.stdout.write("\n");
  for (const row of targetRows(result))
    process.stdout.write(`${sign[`${row.met}`]} ${row.en}: ${row.figure}  [${row.target}]\n`);
}
