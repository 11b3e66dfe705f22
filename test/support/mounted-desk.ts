import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll } from "vitest";
import { assembleDesk, type AssembledDesk } from "../../src/main/assemble-desk.ts";
import { buildWeb } from "../../src/main/start-web.ts";
import { readSettings } from "../../src/platform/config/index.ts";
import { createLog } from "../../src/platform/log/index.ts";
import { TEST_PUBLIC_URL, TEST_SECRET_KEY } from "./staff-desk.ts";
import type { TestDatabase } from "./test-database.ts";

/** The product as it runs, with every route that it mounts, on a test's own database. */
export async function mountedDesk(
  { db, url }: TestDatabase,
  options: { now?: () => number } = {},
): Promise<{ assembled: AssembledDesk; app: FastifyInstance }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bihuan-routes-"));
  const read = readSettings({ DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: "silent" }, dataDir);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const desk = {
    settings: read.settings,
    db,
    databaseUrl: url,
    secretKey: TEST_SECRET_KEY,
    log: createLog("silent"),
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
