import type { Catalogue, Column, Table } from "./read-catalogue.ts";

const HEADER = `// The tables as Kysely sees them, written by \`npm run schema\` from db/migrations. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from "kysely";

type Moment = ColumnType<Date, Date | string, Date | string>;
/** Read as parsed; written as JSON text, because the driver would send an array as a PostgreSQL array. */
type Json = ColumnType<unknown, string, string>;
type NullableMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type NullableJson = ColumnType<unknown, string | null | undefined, string | null>;
type GeneratedMoment = ColumnType<Date, Date | string | undefined, Date | string>;
type GeneratedJson = ColumnType<unknown, string | undefined, string>;
`;

/** What the driver gives for each type, with the parsers of platform/db. */
const TYPES: Record<string, string> = {
  bigint: "number",
  boolean: "boolean",
  bytea: "Buffer",
  "double precision": "number",
  integer: "number",
  numeric: "number",
  real: "number",
  smallint: "number",
};

const WRAPPED: Record<string, "Moment" | "Json"> = {
  "timestamp with time zone": "Moment",
  date: "Moment",
  jsonb: "Json",
  json: "Json",
};

/** The catalogue as TypeScript: one interface per table, and `DB` over them all. */
export function writeTables(catalogue: Catalogue): string {
  const tables = catalogue.tables.filter((table) => table.partitionOf === null);
  const enums = new Map(
    catalogue.types
      .filter((type) => type.definition.startsWith("enum ("))
      .map((type) => [type.name, union(type.definition)]),
  );
  const bodies = tables.map((table) => writeTable(table, enums));
  const index = tables.map((table) => `  ${table.name}: ${pascal(table.name)}Table;\n`).join("");
  const used = HEADER.split("\n").filter((line) => isUsed(line, bodies.join("\n")));
  return [used.join("\n"), ...bodies, `export interface DB {\n${index}}\n`].join("\n");
}

/** Leaves out the helper types that no table needs, and their imports. */
function isUsed(line: string, bodies: string): boolean {
  const named = /^type (\w+) =/.exec(line)?.[1];
  if (line.startsWith("/** Read as parsed")) return /\bJson\b/.test(bodies);
  return named === undefined || new RegExp(`\\b${named}\\b`).test(bodies);
}

function union(definition: string): string {
  return definition.slice("enum (".length, -1).replaceAll("'", '"').replaceAll(", ", " | ");
}

function writeTable(table: Table, enums: Map<string, string>): string {
  const columns = table.columns.map((column) => `  ${column.name}: ${typeOf(column, enums)};\n`);
  return `interface ${pascal(table.name)}Table {\n${columns.join("")}}\n`;
}

function typeOf(column: Column, enums: Map<string, string>): string {
  const type = column.type.replace(/ collate .*$/, "").replace(/\(.*\)/, "");
  const wrapped = WRAPPED[type];
  const generated = column.kind === "generated" || column.kind === "identity_always";
  if (wrapped && !generated) return `${prefixOf(column)}${wrapped}`;
  const plain = wrapped === "Moment" ? "Date" : wrapped === "Json" ? "unknown" : plainType(type, enums);
  const nullable = column.notNull ? plain : `${plain} | null`;
  if (generated) return `GeneratedAlways<${nullable}>`;
  return column.kind === "plain" ? nullable : `Generated<${nullable}>`;
}

function prefixOf(column: Column): string {
  if (!column.notNull) return "Nullable";
  return column.kind === "plain" ? "" : "Generated";
}

function plainType(type: string, enums: Map<string, string>): string {
  if (type.endsWith("[]")) return `${plainType(type.slice(0, -2), enums).replace(/^(.*\|.*)$/, "($1)")}[]`;
  return enums.get(type) ?? TYPES[type] ?? "string";
}

function pascal(name: string): string {
  return name.replaceAll(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
}
