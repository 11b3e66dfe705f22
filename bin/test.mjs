import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { buildWeb } from "./build-web.mjs";
import { findBrowser } from "./find-browser.mjs";
import { installPackages } from "./install-packages.mjs";
import { ROOT, runToEnd } from "./our-node.mjs";

const RESULT = path.join(ROOT, "node_modules/.cache/bihuan/test-result.json");

installPackages();
buildWeb();
const browser = findBrowser();
mkdirSync(path.dirname(RESULT), { recursive: true });
rmSync(RESULT, { force: true });
const code = runToEnd(
  "node_modules/vitest/vitest.mjs",
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${RESULT}`, ...process.argv.slice(2)],
  { CHROMIUM_PATH: browser },
);
const { passed, failed } = counts();
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(code === 0 && failed === 0 ? 0 : 1);

/** A file that could not even be loaded has no test to count, and is one failure; no result at all is one too. */
function counts() {
  try {
    const result = JSON.parse(readFileSync(RESULT, "utf8"));
    const unloaded = result.testResults.filter(
      (file) => file.status === "failed" && file.assertionResults.length === 0,
    ).length;
    const counted = result.numFailedTests + unloaded;
    return { passed: result.numPassedTests, failed: counted === 0 && code !== 0 ? 1 : counted };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
