import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { packJsonSchema } from "../../src/contract/pack-schema.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const PAGE = readFileSync(path.join(ROOT, "docs/sop.md"), "utf8");
const textOf = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

/** A file without its imports and comments. */
const spokenOf = (file: string) => textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|^import .*$/gm, "");

type Schema = {
  $ref?: string;
  anyOf?: Schema[];
  items?: Schema;
  type?: string;
  properties?: Record<string, Schema>;
  definitions?: Record<string, Schema>;
};

const root = packJsonSchema() as Schema;

/** What a schema may be, without null; a list is what it is a list of. */
function alternatives(schema: Schema): Schema[] {
  const here = schema.$ref ? (root.definitions?.[schema.$ref.split("/").at(-1)!] ?? {}) : schema;
  if (here.anyOf) return here.anyOf.flatMap(alternatives);
  if (here.type === "array" && here.items) return alternatives(here.items);
  return here.type === "null" ? [] : [here];
}

/** Said in a language of their own, with tests of their own: conditions, effects, what gates demand, categories below others. */
const WHOLE = new Set(["when", "on_warn", "on_breach", "demands", "children"]);

/** Every field of the format by its path in its section: `to.team`. A text in both languages is one. */
function fieldsOf(schema: Schema, at: string): string[] {
  const groups = alternatives(schema).filter(({ properties }) => properties !== undefined);
  const keys = [...new Set(groups.flatMap(({ properties }) => Object.keys(properties!)))];
  const isText = keys.length === 2 && keys.includes("zh") && keys.includes("en");
  if (keys.length === 0 || isText || WHOLE.has(at.split(".").at(-1)!)) return [at];
  return keys.flatMap((key) => {
    const below = groups.find(({ properties }) => properties![key] !== undefined)!.properties![key]!;
    return fieldsOf(below, at === "" ? key : `${at}.${key}`);
  });
}

type Row = { section: string; fields: string[]; runs: string; code: string[]; tests: string[] };

const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word!);
const rows: Row[] = PAGE.split("## What runs by each section")[1]!
  .split("\n## ")[0]!
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [section, fields, runs, code, tests] = line.split("|").slice(1, -1) as [
      string,
      string,
      string,
      string,
      string,
    ];
    return {
      section: quoted(section)[0]!,
      fields: quoted(fields),
      runs: runs.trim(),
      code: quoted(code),
      tests: quoted(tests),
    };
  });

const sections = Object.entries(root.properties ?? {});
const camel = (name: string) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

test.each(sections)("docs/sop.md says of every field of %s what runs by it, or why it is data", (section, schema) => {
  const fields = fieldsOf(schema, "").map((field) => (field === "" ? section : field));
  const named = rows.filter((row) => row.section === section).flatMap((row) => row.fields);
  expect(named.toSorted()).toEqual(fields.toSorted());
});

test.each(
  rows.filter(({ code }) => code.length > 0).map((row) => [`${row.section}: ${row.fields.join(", ")}`, row] as const),
)("what runs by %s reads it, and a test is there", (_, { fields, code, tests }) => {
  const text = code.map(spokenOf).join("\n");
  const unread = fields
    .map((field) => field.split(".").at(-1)!)
    .filter(
      (name) =>
        !new RegExp(`\\b(${name}|${camel(name)}|${camel(name)}Id|${camel(name)}s|${camel(name)}Ms)\\b`).test(text),
    );
  expect(unread).toEqual([]);
  expect(tests.length).toBeGreaterThan(0);
  expect(tests.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  // What only the format or its check reads does not run.
  expect(code.filter((file) => !/^(src|web)\//.test(file) || file.startsWith("src/contract/pack/"))).toEqual([]);
});

test("what stays data says why", () => {
  for (const { code, runs } of rows) if (code.length === 0) expect(runs).toMatch(/^data: .{10,}/);
});
