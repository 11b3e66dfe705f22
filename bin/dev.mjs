import { spawn } from "node:child_process";
import { installPackages } from "./install-packages.mjs";
import { ROOT, runForeground } from "./our-node.mjs";

/** The pages rebuilt at each change, beside a desk as `npm start` runs it. */
installPackages();
const pages = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--watch", "--logLevel", "warn"], {
  cwd: ROOT,
  stdio: "inherit",
});
process.on("exit", () => pages.kill());
runForeground("src/main/cli.ts", ["start", ...process.argv.slice(2)]);
