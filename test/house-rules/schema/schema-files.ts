import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { asAdministrator, CLONE_PREFIX, databaseUrl, ensureTemplate } from "../../support/template-database.ts";
import { readCatalogue } from "./read-catalogue.ts";
import { writeSql } from "./write-sql.ts";
import { TABLES_FOLDER, writeTables } from "./write-tables.ts";

export type SchemaFile = { file: string; text: string };

/** Paths from the root. What db/schema.sql, platform/db/tables.ts and the files below it must say, from a database that the migrations just made. */
export async function schemaFiles(serverUrl: string, migrations: string): Promise<SchemaFile[]> {
  const template = await ensureTemplate(serverUrl, migrations);
  const scratch = `${CLONE_PREFIX}${Date.now().toString(36)}_${randomBytes(4).toString("hex")}`;
  await asAdministrator(serverUrl, (client) => client.query(`create database ${scratch} template ${template}`));
  try {
    const catalogue = await asAdministrator(databaseUrl(serverUrl, scratch), readCatalogue);
    return [{ file: "db/schema.sql", text: writeSql(catalogue) }, ...writeTables(catalogue)];
  } finally {
    await asAdministrator(serverUrl, (client) => client.query(`drop database ${scratch} with (force)`));
  }
}

/** Files below the folder of tables that no table stands in any more. */
export function strayFiles(root: string, wanted: readonly SchemaFile[]): string[] {
  const known = new Set(wanted.map(({ file }) => file));
  const folder = path.join(root, TABLES_FOLDER);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.map((name) => `${TABLES_FOLDER}/${name}`).filter((file) => !known.has(file));
}
