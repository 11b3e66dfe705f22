import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TimerDeps } from "../../src/features/clocks/index.ts";
import { assembleDesk } from "../../src/main/assemble-desk.ts";
import { openDesk } from "../../src/main/open-desk.ts";
import { readSettings } from "../../src/platform/config/index.ts";
import { createLog } from "../../src/platform/log/index.ts";

/** The product in this process, with nothing running but what the caller starts. */
export async function openTimersInside(databaseUrl: string): Promise<{ timers: TimerDeps; close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-bench-timers-"));
  const read = readSettings({ DATABASE_URL: databaseUrl, DATA_DIR: folder }, folder);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const desk = await openDesk(read.settings, { log: createLog("error") });
  const { timers } = await assembleDesk(desk, { publicUrl: "http://127.0.0.1", publish: () => undefined });
  return {
    timers,
    close: async () => {
      await desk.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
