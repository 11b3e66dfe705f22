import path from "node:path";
import { readSettings, StartProblem, startProblemOf, type Settings } from "../../platform/config/index.ts";
import { createLog } from "../../platform/log/index.ts";
import { openDesk, type Desk, type OpenDeskOptions } from "../open-desk.ts";
import { printStartProblem } from "./output.ts";

export const EXIT = { ok: 0, failed: 1, usage: 2, findings: 3 } as const;

/** The checkout: a relative DATA_DIR starts here, wherever the command was called. */
const ROOT = path.join(import.meta.dirname, "../../..");

/** @throws StartProblem `wrong_setting`, naming each wrong variable */
export function settingsOfProcess(): Settings {
  const read = readSettings(process.env, ROOT);
  if (read.ok) return read.settings;
  throw new StartProblem("wrong_setting", {
    problems: read.problems.map((one) => `${one.name}: ${one.reason}`).join("; "),
  });
}

/** Opens the desk, does the work, closes it; whatever keeps it from starting is said in a sentence. @returns the exit code */
export async function withDesk(options: OpenDeskOptions, work: (desk: Desk) => Promise<number>): Promise<number> {
  let desk: Desk | null = null;
  try {
    // A command's own output is for its caller: the log is for what goes wrong.
    desk = await openDesk(settingsOfProcess(), { log: createLog("error", process.stderr), ...options });
    return await work(desk);
  } catch (error) {
    printStartProblem(startProblemOf(error, "DATA_DIR"));
    return EXIT.failed;
  } finally {
    await desk?.close().catch(() => undefined);
  }
}
