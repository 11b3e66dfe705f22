import type { Catalogue, Column, Table } from "./read-catalogue.ts";

/** Where the tables stand as Kysely sees them: one file for all, and below it one for each folder that writes tables. */
export const TABLES_FILE = "src/platform/db/tables.ts";
export const TABLES_FOLDER = "src/platform/db/tables";

const HEADER = "// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.\n";

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

/** The catalogue as TypeScript: the tables of each writing folder in a file of theirs, and `DB` over them all. */
export function writeTables(catalogue: Catalogue): { file: string; text: string }[] {
  const enums = new Map(
    catalogue.types
      .filter((type) => type.definition.startsWith("enum ("))
      .map((type) => [type.name, union(type.definition)]),
  );
  const tables = catalogue.tables.filter((table) => table.partitionOf === null);
  const groups = Map.groupBy(tables, groupOf);
  const names = [...groups.keys()].toSorted();
  const imports = names.map((name) => `import type { ${pascal(name)}Tables } from "./tables/${name}.ts";\n`);
  const all = names.map((name) => `  ${pascal(name)}Tables`).join(" &\n");
  return [
    { file: TABLES_FILE, text: `${HEADER}${imports.join("")}\nexport type DB = ${all.trimStart()};\n` },
    ...names.map((name) => ({
      file: `${TABLES_FOLDER}/${name}.ts`,
      text: writeGroup(name, groups.get(name) ?? [], enums),
    })),
  ];
}

/** `src/core/staff` is `core-staff`. */
const groupOf = ({ comment }: Table): string =>
  /owner: src\/(\S+)/.exec(comment ?? "")?.[1]?.replaceAll("/", "-") ?? "nobody";

function writeGroup(name: string, tables: readonly Table[], enums: Map<string, string>): string {
  const body = `export interface ${pascal(name)}Tables {\n${tables.map((table) => writeTable(table, enums)).join("")}}\n`;
  const used = (words: readonly string[]) => words.filter((word) => new RegExp(`\\b${word}\\b`).test(body)).join(", ");
  const [ofKysely, ours] = [used(["Generated", "GeneratedAlways"]), used(OUR_TYPES)];
  return [
    HEADER,
    ofKysely && `import type { ${ofKysely} } from "kysely";\n`,
    ours && `import type { ${ours} } from "../column-types.ts";\n`,
    "\n",
    body,
  ].join("");
}

const OUR_TYPES = ["GeneratedJson", "GeneratedMoment", "Json", "Moment", "NullableJson", "NullableMoment"];

function union(definition: string): string {
  return definition.slice("enum (".length, -1).replaceAll("'", '"').replaceAll(", ", " | ");
}

function writeTable(table: Table, enums: Map<string, string>): string {
  const columns = table.columns.map((column) => `    ${column.name}: ${typeOf(column, enums)};\n`);
  return `  ${table.name}: {\n${columns.join("")}  };\n`;
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
  return name.replaceAll(/(^|[_-])([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
}
