import { showProgress, type Progress } from "./output.ts";

const LINE_EVERY_MS = 5_000;

/** Progress whose total is heard of later: a bar where a person watches, elsewhere a line on standard error now and then. */
export function tellProgress(label: string, unit: string): Progress & { total(count: number): void } {
  let bar: Progress | null = null;
  let all: number | null = null;
  let done = 0;
  let toldAt = Date.now();
  return {
    total: (count) => {
      all = count;
      bar = showProgress(label, count, unit);
    },
    add: (amount, what) => {
      done += amount;
      bar?.add(amount, what);
      if (process.stderr.isTTY || Date.now() - toldAt < LINE_EVERY_MS) return;
      toldAt = Date.now();
      process.stderr.write(`${label} ${done}${all === null ? "" : `/${all}`} ${unit}\n`);
    },
    end: () => bar?.end(),
  };
}
