import { spawn } from "node:child_process";
import { installPackages } from "./install-packages.mjs";
import { ROOT, runForeground } from "./our-node.mjs";

/** The console with reloading pages, in front of a desk as `npm start` runs it. */
installPackages();
const desk = `http://127.0.0.1:${process.env["PORT"] || 8080}`;
const pages = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "--mode", "console"], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, BIHUAN_DEV_SERVER: desk },
});
process.on("exit", () => pages.kill());
runForeground("src/main/cli.ts", ["start", ...process.argv.slice(2)]);
