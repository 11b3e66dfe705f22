import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { schemaFiles } from "./schema/schema-files.ts";
import { driftIn } from "./schema-drift.ts";

const ROOT = path.join(import.meta.dirname, "../..");

/** A copy of what the rule compares, with its migrations. */
function copy(): string {
  const root = mkdtempSync(path.join(tmpdir(), "bihuan-drift-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(path.join(root, "src/platform/db"), { recursive: true });
  for (const file of ["db", "src/platform/db/tables.ts", "src/platform/db/tables"])
    cpSync(path.join(ROOT, file), path.join(root, file), { recursive: true });
  return root;
}

const drift = (root: string) => driftIn(root, inject("databaseServerUrl"));

test("a migration without its dump is found in both files", async () => {
  const root = copy();
  writeFileSync(path.join(root, "db/migrations/9000_new.sql"), "create table forgotten (id uuid primary key);");
  const found = await drift(root);
  expect(found.join("\n")).toContain("db/schema.sql differs");
  expect(found.join("\n")).toContain("tables.ts differs");
});

test("a dump that was changed by hand is found, and the rewritten one is not", async () => {
  const root = copy();
  const schema = path.join(root, "db/schema.sql");
  writeFileSync(schema, readFileSync(schema, "utf8").replace("create table", "create  table"));
  expect((await drift(root)).join("\n")).toContain("db/schema.sql differs");
  for (const { file, text } of await schemaFiles(inject("databaseServerUrl"), path.join(root, "db/migrations")))
    writeFileSync(path.join(root, file), text);
  expect(await drift(root)).toEqual([]);
});

test("a file of tables that no longer stand in it is found", async () => {
  const root = copy();
  writeFileSync(path.join(root, "src/platform/db/tables/core-stuff.ts"), "export interface CoreStuffTables {}\n");
  expect((await drift(root)).join("\n")).toContain("core-stuff.ts differs");
});
