import { parseArgs } from "node:util";
import { FULL_LOAD, measureTimers } from "./measure-timers.ts";

/** `node bench/timers/run.ts [--minutes 4] [--clocks 100000] [--per-minute 1000] [--burst 10000] [--json]` */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: String(FULL_LOAD.minutes) },
    clocks: { type: "string", default: String(FULL_LOAD.clocks) },
    "per-minute": { type: "string", default: String(FULL_LOAD.duePerMinute) },
    burst: { type: "string", default: String(FULL_LOAD.burst) },
    json: { type: "boolean", default: false },
  },
});

const LATE_MS_MAX = 1_000;
const BURST_MS_MAX = 20_000;

const figures = await measureTimers(
  {
    minutes: Number(values.minutes),
    clocks: Number(values.clocks),
    duePerMinute: Number(values["per-minute"]),
    burst: Number(values.burst),
  },
  (words) => void process.stderr.write(`${words}\n`),
);
if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
else {
  const { steady_late_ms: late, burst_late_ms: burst, filled } = figures;
  const met = (is: boolean) => (is ? "met" : "NOT met");
  process.stdout.write(
    [
      `${filled.clocksRunning} clocks running on ${filled.tickets} cases; load average ${figures.load_average}`,
      `${figures.steady_fired_per_minute} a minute: late p50 ${late.p50} ms, p95 ${late.p95} ms, p99 ${late.p99} ms, max ${late.max} ms (p99 ≤ ${LATE_MS_MAX} ms: ${met(late.p99 <= LATE_MS_MAX)})`,
      `${figures.burst_fired} in one second: done after ${figures.burst_done_ms} ms, p50 ${burst.p50} ms (≤ ${BURST_MS_MAX} ms: ${met(figures.burst_done_ms <= BURST_MS_MAX)})`,
      `${figures.queries_per_fired} statements and ${figures.worker_cpu_ms_per_fired} ms of the worker's CPU for each that fired; failures ${figures.failures}`,
      "",
    ].join("\n"),
  );
}
