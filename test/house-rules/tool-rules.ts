import { spawn } from "node:child_process";
import path from "node:path";
import type { Rule } from "./rule.ts";

const PACKAGES = path.join(import.meta.dirname, "../../node_modules");
const OUTPUT_LINES_MAX = 200;

const typescript = path.join(PACKAGES, "typescript/bin/tsc");

/** Rules that a tool keeps; its output is what is wrong. */
export const TOOL_RULES: readonly Rule[] = [
  tool("types", typescript, ["-p", "tsconfig.json"]),
  tool("types of domain", typescript, ["-p", "tsconfig.domain.json"]),
  tool("lint", path.join(PACKAGES, "oxlint/bin/oxlint"), ["--quiet", "--ignore-pattern", "node_modules"]),
  tool("format", path.join(PACKAGES, "oxfmt/bin/oxfmt"), ["--check"]),
  tool("imports", path.join(PACKAGES, "dependency-cruiser/bin/dependency-cruiser.mjs"), [
    "src",
    "web",
    "--config",
    ".dependency-cruiser.cjs",
  ]),
  tool("dead code", path.join(PACKAGES, "knip/bin/knip.js"), ["--no-progress", "--no-config-hints"]),
];

function tool(name: string, script: string, words: string[]): Rule {
  return { name, look: (root) => run(script, words, root) };
}

function run(script: string, words: string[], root: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...words], { cwd: root, env: { ...process.env, NO_COLOR: "1" } });
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.on("error", reject);
    child.on("close", (code) => {
      const lines = output.split("\n").filter((line) => line.trim() !== "");
      resolve(code === 0 ? [] : [...lines.slice(0, OUTPUT_LINES_MAX), `ended with ${code}`]);
    });
  });
}
