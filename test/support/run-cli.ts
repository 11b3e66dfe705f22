import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, onTestFinished } from "vitest";
import { freePort } from "./free-port.ts";

const CLI = path.join(import.meta.dirname, "../../src/main/cli.ts");
/** Where `npm start` has what Node compiled, too: a start takes half the work with it. */
const COMPILED = path.join(import.meta.dirname, "../../node_modules/.cache/bihuan/compiled");
const READY_WITHIN_MS = 120_000;
const POLL_MS = 20;
const END_WITHIN_MS = 20_000;

const READY = /✓ .* (http:\/\/\S+|worker is running)/;

export type Ran = { code: number | null; output: string };

/** A desk as a process of its own, as `npm start` runs it. */
export type RunningDesk = {
  pid: number;
  /** Address of the pages; of a worker, words. */
  url: string;
  output(): string;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ran>;
};

/** Runs one command to its end. */
export function runCli(words: string[], environment: Record<string, string>, input = ""): Promise<Ran> {
  const child = launch(words, environment);
  child.process.stdin?.end(input);
  return child.ended;
}

/**
 * Starts a desk and waits until it says where it is. What is left of it ends with the test; called at the top of a
 * file, with the file's last test. @throws Error with its output when it ends instead
 */
export async function startDesk(
  environment: Record<string, string>,
  part: "start" | "web" | "worker" = "start",
): Promise<RunningDesk> {
  const child = launch([part], { PORT: String(await freePort()), INBOUND_SMTP_PORT: "0", ...environment });
  atTheEnd(async () => {
    // A killed desk would leave its embedded database running.
    child.process.kill("SIGTERM");
    await Promise.race([child.ended, sleep(END_WITHIN_MS, undefined, { ref: false })]);
    child.process.kill("SIGKILL");
  });
  const until = Date.now() + READY_WITHIN_MS;
  let url: string | undefined;
  void child.ended.then((ran) => (url ??= `ended: ${ran.output}`));
  while (url === undefined && Date.now() < until) {
    url = READY.exec(child.output())?.[1];
    if (url === undefined) await sleep(POLL_MS);
  }
  if (!url || url.startsWith("ended")) throw new Error(`the desk did not start: ${child.output()}`);
  return {
    pid: child.process.pid!,
    url,
    output: child.output,
    end: (signal) => {
      child.process.kill(signal);
      return child.ended;
    },
  };
}

function atTheEnd(work: () => Promise<void>): void {
  if (expect.getState().currentTestName === undefined) afterAll(work);
  else onTestFinished(work);
}

function launch(words: string[], environment: Record<string, string>) {
  const process_ = spawn(process.execPath, [CLI, ...words], {
    env: { PATH: process.env["PATH"] ?? "", NODE_COMPILE_CACHE: COMPILED, LOG_LEVEL: "error", ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  }) satisfies ChildProcess;
  let output = "";
  process_.stdout.on("data", (text) => (output += text));
  process_.stderr.on("data", (text) => (output += text));
  const ended = new Promise<Ran>((resolve) => process_.on("close", (code) => resolve({ code, output })));
  return { process: process_, ended, output: () => output };
}
