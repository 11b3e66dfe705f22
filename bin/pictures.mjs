import { installPackages } from "./install-packages.mjs";
import { runToEnd } from "./our-node.mjs";

installPackages();
process.exit(runToEnd("bin/take-pictures.mjs", process.argv.slice(2)));
