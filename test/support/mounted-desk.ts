import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll } from "vitest";
import { assembleDesk, type AssembledDesk } from "../../src/main/assemble-desk.ts";
import { buildWeb } from "../../src/main/start-web.ts";
import { readSettings } from "../../src/platform/config/index.ts";
import { createLog, type Log } from "../../src/platform/log/index.ts";
import type { Publish } from "../../src/platform/realtime/index.ts";
import { TEST_PUBLIC_URL, TEST_SECRET_KEY } from "./staff-desk.ts";
import type { TestDatabase } from "./test-database.ts";

export type MountedOptions = {
  now?: () => number;
  publish?: Publish;
  endConnections?: (staffId: string) => void;
  env?: Record<string, string>;
  log?: Log;
};

/** The product as it runs, with every route that it mounts, on a test's own database. */
export async function mountedDesk(
  { db, url }: TestDatabase,
  { env = {}, log = createLog("silent"), ...options }: MountedOptions = {},
): Promise<{ assembled: AssembledDesk; app: FastifyInstance }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bihuan-routes-"));
  const read = readSettings({ DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: "silent", ...env }, dataDir);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const desk = {
    settings: read.settings,
    db,
    databaseUrl: url,
    secretKey: TEST_SECRET_KEY,
    log,
    close: async () => undefined,
  };
  const assembled = await assembleDesk(desk, { publicUrl: TEST_PUBLIC_URL, publish: () => undefined, ...options });
  const app = await buildWeb(assembled);
  await app.ready();
  afterAll(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { assembled, app };
}
