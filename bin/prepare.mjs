#!/usr/bin/env node
import { buildWeb } from "./build-web.mjs";
import { installPackages } from "./install-packages.mjs";

/** Packages and pages as the desk wants them, and nothing started: for an image, and before an upgrade. */
installPackages();
buildWeb();
