import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { assembleDesk } from "../../src/main/assemble-desk.ts";
import { openDesk } from "../../src/main/open-desk.ts";
import { buildWeb } from "../../src/main/start-web.ts";
import { readSettings } from "../../src/platform/config/index.ts";
import { createLog } from "../../src/platform/log/index.ts";

export type DeskInside = { app: FastifyInstance; close(): Promise<void> };

/** The product in this process, without a door: requests are injected, so that what they send to the database can be seen. */
export async function openDeskInside(databaseUrl: string): Promise<DeskInside> {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-bench-inside-"));
  const read = readSettings({ DATABASE_URL: databaseUrl, DATA_DIR: folder, TRUST_PROXY: "true" }, folder);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const desk = await openDesk(read.settings, { log: createLog("error") });
  const assembled = await assembleDesk(desk, { publicUrl: "http://127.0.0.1", publish: () => undefined });
  const app = await buildWeb(assembled);
  return {
    app,
    close: async () => {
      await app.close();
      await desk.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
