import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./our-node.mjs";
import { fail, say } from "./say.mjs";

/** Installs what package-lock.json names, unless it stands already. */
export function installPackages() {
  const missing = firstMissing();
  if (missing === null) return;
  say("正在安装依赖（npm ci）……", "Installing the packages (npm ci) …");
  // A registry without the packages of other systems makes `npm ci` refuse the lock file; `npm install` keeps to it as well.
  if (!runNpm(["ci"]) && !runNpm(["install", "--no-save"])) {
    fail(
      "依赖安装失败。请检查网络与磁盘空间（上面有 npm 的说明），然后重试。",
      "The packages could not be installed. Check network and disk space (npm says more above), then try again.",
    );
  }
}

/** The first package that the lock file wants and node_modules has not, by npm's own record of what it put there. */
function firstMissing() {
  const record = path.join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(record)) return "node_modules";
  const installed = packagesOf(record);
  const wanted = Object.entries(packagesOf(path.join(ROOT, "package-lock.json")));
  const missing = wanted.find(
    ([name, entry]) => name !== "" && !entry.optional && installed[name]?.version !== entry.version,
  );
  return missing ? missing[0] : null;
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}

function runNpm(words) {
  const { command, before } = npm();
  // Packages that want a newer Node than the one that installs run on ours: npm's warnings of it are not told.
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const done = spawnSync(command, [...before, ...words, "--include=dev", ...quiet], {
    cwd: ROOT,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return done.status === 0;
}

/** The npm that runs us, so that a machine with several uses one. */
function npm() {
  const script = process.env["npm_execpath"];
  return script?.endsWith(".js") ? { command: process.execPath, before: [script] } : { command: "npm", before: [] };
}
