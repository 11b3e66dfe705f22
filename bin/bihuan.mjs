#!/usr/bin/env node
import { buildWeb } from "./build-web.mjs";
import { installPackages } from "./install-packages.mjs";
import { runForeground } from "./our-node.mjs";

const SERVES_PAGES = ["start", "web"];

installPackages();
if (SERVES_PAGES.includes(process.argv[2] ?? "")) buildWeb();
runForeground("src/main/cli.ts", process.argv.slice(2));
