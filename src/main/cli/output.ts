import { StartProblem } from "../../platform/config/index.ts";

const BAR_CHARS = 24;
const REDRAW_MS = 100;

/** Data for programs on standard output; everything else goes to standard error. */
export function printJson(data: unknown): void {
  process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
}

export function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

export function printProblem(zh: string, en: string): void {
  process.stderr.write(`✗ ${zh}\n  ${en}\n`);
}

export function printStartProblem(problem: StartProblem): void {
  printProblem(problem.zh, problem.message);
}

export type Progress = { add(amount: number, what?: string): void; end(): void };

/**
 * A line that shows how far long work is; silent where no person is watching.
 * @param total what `add` will have added up to, or null when unknown
 */
export function showProgress(label: string, total: number | null, unit: string): Progress {
  if (!process.stderr.isTTY) return { add: () => undefined, end: () => undefined };
  let done = 0;
  let drawnAt = 0;
  const draw = (what: string) => {
    const share = total === null || total === 0 ? null : Math.min(1, done / total);
    const bar =
      share === null
        ? ""
        : ` [${"█".repeat(Math.round(share * BAR_CHARS)).padEnd(BAR_CHARS, "░")}] ${Math.round(share * 100)} %`;
    process.stderr.write(`\r\u001b[K${label}${bar} ${done.toLocaleString("en")} ${unit} ${what}`);
  };
  return {
    add: (amount, what = "") => {
      done += amount;
      if (Date.now() - drawnAt < REDRAW_MS) return;
      drawnAt = Date.now();
      draw(what);
    },
    end: () => {
      draw("");
      process.stderr.write("\n");
    },
  };
}
