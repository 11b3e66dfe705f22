import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { openDatabase, type OpenDatabase } from "../../src/platform/db/index.ts";
import { asAdministrator, CLONE_PREFIX, databaseUrl } from "./template-database.ts";

export type TestDatabase = { url: string; name: string; db: OpenDatabase };

/**
 * A database of this test file's own, migrated, empty, dropped after its last test.
 * Call once at the top: `const { db, url } = await testDatabase();`
 */
export async function testDatabase(): Promise<TestDatabase> {
  const name = cloneName();
  const serverUrl = inject("databaseServerUrl");
  await asAdministrator(serverUrl, (client) =>
    client.query(`create database ${name} template ${inject("databaseTemplate")}`),
  );
  const url = databaseUrl(serverUrl, name);
  const db = openDatabase(url, { connectionsMax: 10, applicationName: "bihuan-test" });
  afterAll(async () => {
    await db.close();
    await dropDatabase(serverUrl, name);
  });
  return { url, name, db };
}

/** A database with nothing in it, for tests of migrating and restoring; dropped after the last test. */
export async function emptyDatabase(): Promise<{ url: string; name: string }> {
  const name = cloneName();
  const serverUrl = inject("databaseServerUrl");
  await asAdministrator(serverUrl, (client) =>
    client.query(`create database ${name} template template0 encoding 'UTF8'`),
  );
  afterAll(() => dropDatabase(serverUrl, name));
  return { url: databaseUrl(serverUrl, name), name };
}

function cloneName(): string {
  return `${CLONE_PREFIX}${Date.now().toString(36)}_${randomBytes(4).toString("hex")}`;
}

async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await asAdministrator(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
}
