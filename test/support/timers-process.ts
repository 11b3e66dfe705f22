import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTimers } from "../../src/features/clocks/index.ts";
import { assembleDesk } from "../../src/main/assemble-desk.ts";
import { openDesk } from "../../src/main/open-desk.ts";
import { readSettings } from "../../src/platform/config/index.ts";
import { createLog } from "../../src/platform/log/index.ts";
import { rulesProcedure, type LineInYaml } from "./rules-procedure.ts";

/** A worker that does nothing but fire timers: `DATABASE_URL`, and `LINES` as JSON. Says how many it has fired, a line a batch. */
const folder = await mkdtemp(path.join(tmpdir(), "bihuan-timers-"));
const read = readSettings({ DATABASE_URL: process.env["DATABASE_URL"], DATA_DIR: folder }, folder);
if (!read.ok) throw new Error(JSON.stringify(read.problems));
const desk = await openDesk(read.settings, { log: createLog("error"), schema: "leave" });
const assembled = await assembleDesk(desk, { publicUrl: "http://127.0.0.1", publish: () => undefined });
assembled.tickets.procedures = rulesProcedure(JSON.parse(process.env["LINES"] ?? "[]") as LineInYaml[]);
process.stdout.write("ready\n");
runTimers({
  ...assembled.timers,
  now: Date.now,
  onFailure: (_, error) => process.stderr.write(`${String(error)}\n`),
  onError: (error) => process.stderr.write(`${String(error)}\n`),
  onFired: (fired) => process.stdout.write(`${fired.length}\n`),
});
