import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { runBench, type BenchPlan } from "./run-bench.ts";
import { closeAll } from "./desk/closers.ts";
import type { BenchResult } from "./report/bench-result.ts";
import { targetRows } from "./report/targets.ts";
import { writePage } from "./report/write-page.ts";

/** `npm run bench -- [--long] [--sizes 10000,100000] [--only create,inbox] [--into FOLDER]` */
const RESULTS = path.join(import.meta.dirname, "results");
const SHORT_SIZES = [10_000, 100_000];
const INTERRUPTED = 130;
const LONG_SIZES = [10_000, 100_000, 1_000_000];

const { values } = parseArgs({
  options: {
    long: { type: "boolean", default: false },
    sizes: { type: "string" },
    only: { type: "string" },
    into: { type: "string", default: RESULTS },
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
  effort: values.long ? { seconds: 5, rounds: 3 } : { seconds: 2, rounds: 3 },
  only: values.only?.split(",") ?? null,
};

try {
  const result = await runBench(plan);
  await keep(result, values.into);
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
  const name = plan.only ? `${result.form}-part.json` : `${result.form}.json`;
  await writeFile(path.join(folder, name), `${JSON.stringify(result, null, 2)}\n`);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json")).toSorted();
  const results = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(path.join(folder, file), "utf8")) as BenchResult),
  );
  await writeFile(path.join(folder, "index.html"), writePage(results));
}

function printTable(result: BenchResult): void {
  const sign = { true: "✓", false: "✗", null: "·" };
  process.stdout.write("\n");
  for (const row of targetRows(result))
    process.stdout.write(`${sign[`${row.met}`]} ${row.en}: ${row.figure}  [${row.target}]\n`);
}
