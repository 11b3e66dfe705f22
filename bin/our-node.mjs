import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const PARENT_POLL_MS = 1_000;

/** The Node that npm installed with us; whatever the machine has only runs the files in bin/. */
const OUR_NODE = path.join(ROOT, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");

/** A desk that serves for weeks: a young heap of the default size takes 60 MB more at rest. */
const SERVING = new Set(["start", "web", "worker"]);
const SERVING_FLAGS = ["--max-semi-space-size=8"];

/** Compiled code is kept beside the packages, so that later starts are quick. */
const CACHE = { NODE_COMPILE_CACHE: path.join(ROOT, "node_modules/.cache/bihuan/compiled") };

/** Runs a file of ours to its end and answers its exit code. */
export function runToEnd(file, args, environment = {}) {
  const done = spawnSync(OUR_NODE, [path.join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...CACHE, ...process.env, ...environment },
  });
  return done.status ?? 1;
}

/**
 * Runs a file of ours in the foreground and ends as it ends. It gets Ctrl-C itself; it also learns, by its closing
 * channel or our signal, when we or the npm that started us are gone, so that nothing is left running.
 */
export function runForeground(file, args) {
  const child = spawn(OUR_NODE, [...(SERVING.has(args[0]) ? SERVING_FLAGS : []), path.join(ROOT, file), ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...CACHE, ...process.env },
  });
  for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  const started = ancestors();
  const watch = setInterval(() => {
    if (process.env["npm_lifecycle_event"] && ancestors() !== started) child.kill("SIGTERM");
  }, PARENT_POLL_MS);
  child.on("exit", (code, signal) => {
    clearInterval(watch);
    process.exit(code ?? (signal === "SIGINT" ? 130 : 1));
  });
}

/** Who started us: npm's shell, and npm itself where the system tells. An orphan's parent is another. */
function ancestors() {
  try {
    const afterName = readFileSync(`/proc/${process.ppid}/stat`, "utf8").split(") ").at(-1);
    return `${process.ppid} ${afterName.split(" ")[1]}`;
  } catch {
    return `${process.ppid}`;
  }
}
