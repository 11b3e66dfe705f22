import { buildWeb } from "./build-web.mjs";
import { installPackages } from "./install-packages.mjs";
import { runToEnd } from "./our-node.mjs";

installPackages();
buildWeb();
process.exit(runToEnd("bench/run.ts", process.argv.slice(2)));
