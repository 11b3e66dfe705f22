import { installPackages } from "./install-packages.mjs";
import { runToEnd } from "./our-node.mjs";

installPackages();
process.exit(
  runToEnd("node_modules/vitest/vitest.mjs", ["run", "test/survival", "--no-file-parallelism"], { SURVIVAL: "long" }),
);
