import { StartProblem } from "../../platform/config/index.ts";

const BAR_CHARS = 24;
const REDRAW_MS = 100;

/** Data for programs on standard output; everything else goes to standard error. */
export function printJson(data: unknown): void {
  process.stdout.write(`${JSON.stringify(data, null, 2).replaceAll(NEITHER_SHOWN_NOR_ESCAPED, escaped)}\n`);
}

export function print(...lines: string[]): void {
  process.stdout.write(`${shown(lines.join("\n"))}\n`);
}

export function printProblem(zh: string, en: string): void {
  process.stderr.write(`✗ ${shown(zh)}\n  ${shown(en)}\n`);
}

/** What commands a terminal instead of being shown by it: controls but line end and tab, and marks that turn the direction of text. */
const COMMANDS = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** JSON itself escapes the others. */
const NEITHER_SHOWN_NOR_ESCAPED = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Words of files and of people are shown, and tell the terminal nothing. */
const shown = (text: string) => text.replaceAll(COMMANDS, "\ufffd");
const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

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
    process.stderr.write(`\r\u001b[K${label}${bar} ${done.toLocaleString("en")} ${unit} ${shown(what)}`);
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
