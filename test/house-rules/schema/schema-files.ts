import { randomBytes } from "node:crypto";
import { asAdministrator, CLONE_PREFIX, databaseUrl, ensureTemplate } from "../../support/template-database.ts";
import { readCatalogue } from "./read-catalogue.ts";
import { writeSql } from "./write-sql.ts";
import { writeTables } from "./write-tables.ts";

export type SchemaFile = { file: string; text: string };

/** Paths from the root. What db/schema.sql and platform/db/tables.ts must say, from a database that the migrations just made. */
export async function schemaFiles(serverUrl: string, migrations: string): Promise<SchemaFile[]> {
  const template = await ensureTemplate(serverUrl, migrations);
  const scratch = `${CLONE_PREFIX}${Date.now().toString(36)}_${randomBytes(4).toString("hex")}`;
  await asAdministrator(serverUrl, (client) => client.query(`create database ${scratch} template ${template}`));
  try {
    const catalogue = await asAdministrator(databaseUrl(serverUrl, scratch), readCatalogue);
    return [
      { file: "db/schema.sql", text: writeSql(catalogue) },
      { file: "src/platform/db/tables.ts", text: writeTables(catalogue) },
    ];
  } finally {
    await asAdministrator(serverUrl, (client) => client.query(`drop database ${scratch} with (force)`));
  }
}
