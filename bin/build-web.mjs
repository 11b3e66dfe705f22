import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, runToEnd } from "./our-node.mjs";
import { fail, say } from "./say.mjs";

const SOURCES = ["web", "src/contract", "src/domain", "vite.config.ts", "package-lock.json"];
/** The trees of vite.config.ts that are served. */
const TREES = ["console", "portal"];
const STAMP = path.join(ROOT, "dist/.built-from");

/** Builds the web pages unless they were built from just these sources. */
export function buildWeb() {
  const digest = digestOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === digest) return;
  say("正在构建网页……", "Building the web pages …");
  rmSync(STAMP, { force: true });
  for (const tree of TREES) {
    if (runToEnd("node_modules/vite/bin/vite.js", ["build", "--mode", tree, "--logLevel", "warn"]) !== 0) {
      fail("网页构建失败，原因见上。", "The web pages could not be built; the reason stands above.");
    }
  }
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, digest);
}

function digestOfSources() {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of filesOf(path.join(ROOT, source)))
      hash.update(path.relative(ROOT, file)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesOf(place) {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return /\.test\.tsx?$/.test(place) ? [] : [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesOf(path.join(place, name)));
}
