#!/usr/bin/env node
import { buildWeb } from "./build-web.mjs";
import { installPackages } from "./install-packages.mjs";
import { runForeground } from "./our-node.mjs";

installPackages();
buildWeb();
runForeground("src/main/cli.ts", ["start", ...process.argv.slice(2)]);
