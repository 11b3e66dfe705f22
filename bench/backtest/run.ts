import { parseArgs } from "node:util";
import { measureBacktest } from "./measure-backtest.ts";

/** `node bench/backtest/run.ts [--rows 1000000] [--threads 2] [--json]` */
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    threads: { type: "string", default: "2" },
    json: { type: "boolean", default: false },
  },
});

const SECONDS_MAX = 60;
const PEAK_MIB_MAX = 1_024;

const figures = await measureBacktest(Number(values.rows), Number(values.threads));
if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
else {
  const met = (is: boolean) => (is ? "met" : "NOT met");
  process.stdout.write(
    [
      `${figures.rows} rows, ${figures.events} events of ${figures.tickets} cases under two packs; load average ${figures.load_average}`,
      `${figures.seconds} s (${figures.cpu_seconds} s of CPU time), ${figures.events_per_second} events a second (≤ ${SECONDS_MAX} s: ${met(figures.seconds <= SECONDS_MAX)})`,
      `${figures.peak_mib} MiB at most (≤ ${PEAK_MIB_MAX} MiB: ${met(figures.peak_mib <= PEAK_MIB_MAX)})`,
      "",
    ].join("\n"),
  );
}
