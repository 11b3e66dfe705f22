import { installPackages } from "./install-packages.mjs";
import { runToEnd } from "./our-node.mjs";

installPackages();
process.exit(runToEnd("test/house-rules/run-rules.ts", process.argv.slice(2)));
