import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The Node that npm installed with us; whatever the machine has only runs this file. */
export const OUR_NODE = path.join(ROOT, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");

/** Runs a file of ours on our Node in the foreground and ends with its exit code. */
export function runOurNode(file, args) {
  if (!existsSync(OUR_NODE)) {
    console.error(`缺少依赖，请先运行：npm ci\nThe packages are not installed; run: npm ci`);
    process.exit(1);
  }
  const done = spawnSync(OUR_NODE, ["--disable-warning=ExperimentalWarning", path.join(ROOT, file), ...args], {
    stdio: "inherit",
    cwd: ROOT,
  });
  process.exit(done.status ?? 1);
}
