import { randomBytes } from "node:crypto";
import path from "node:path";
import { asAdministrator, CLONE_PREFIX, databaseUrl, ensureTemplate } from "../../support/template-database.ts";
import { readCatalogue } from "./read-catalogue.ts";
import { writeSql } from "./write-sql.ts";
import { writeTables } from "./write-tables.ts";

const ROOT = path.join(import.meta.dirname, "../../..");

export type SchemaFile = { file: string; text: string };

/** What db/schema.sql and platform/db/tables.ts must say, from a database that the migrations just made. */
export async function schemaFiles(
  serverUrl: string,
  migrations: string = path.join(ROOT, "db/migrations"),
): Promise<SchemaFile[]> {
  const template = await ensureTemplate(serverUrl, migrations);
  const scratch = `${CLONE_PREFIX}${Date.now().toString(36)}_${randomBytes(4).toString("hex")}`;
  await asAdministrator(serverUrl, (client) => client.query(`create database ${scratch} template ${template}`));
  try {
    const catalogue = await asAdministrator(databaseUrl(serverUrl, scratch), readCatalogue);
    return [
      { file: path.join(ROOT, "db/schema.sql"), text: writeSql(catalogue) },
      { file: path.join(ROOT, "src/platform/db/tables.ts"), text: writeTables(catalogue) },
    ];
  } finally {
    await asAdministrator(serverUrl, (client) => client.query(`drop database ${scratch} with (force)`));
  }
}
