import type { Rule } from "./rule.ts";
import { filesOf, isTest, textOf } from "./tree.ts";

const OWNER = /^comment on table (\w+) is 'owner: ([^']+)';$/gm;
const TABLE = /^create table (\w+) \(/gm;

/** How a table is written: by the query builder, or in SQL. */
const WRITES = [
  /\.(?:insertInto|updateTable|deleteFrom|replaceInto|mergeInto)\(\s*["'`](\w+)/g,
  /\binsert\s+into\s+"?(\w+)/gi,
  /\bupdate\s+(?:only\s+)?"?(\w+)"?(?:\s+(?:as\s+)?\w+)?\s+set\b/gi,
  /\bdelete\s+from\s+(?:only\s+)?"?(\w+)/gi,
  /\bmerge\s+into\s+"?(\w+)/gi,
  /\btruncate\s+(?:table\s+)?"?(\w+)/gi,
];

/** Each table names the one folder that writes it, and no other does. */
export const tableOwners: Rule = {
  name: "table owners",
  look: async (root) => {
    const schema = textOf(root, "db/schema.sql");
    const owners = new Map([...schema.matchAll(OWNER)].map((match) => [match[1]!, match[2]!]));
    const tables = [...schema.matchAll(TABLE)].map((match) => match[1]!);
    const orphaned = tables.filter((table) => !owners.has(table)).map((table) => `the table ${table} names no owner`);
    const known = new Set(tables);
    const strangers = filesOf(root, "src/**/*.ts")
      .filter(({ file }) => !isTest(file))
      .flatMap(({ file, text }) => foreignWrites(file, tablesWritten(text, known), owners));
    return [...orphaned, ...strangers];
  },
};

function tablesWritten(text: string, known: Set<string>): Set<string> {
  const found = WRITES.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!));
  return new Set(found.filter((table) => known.has(table)));
}

function foreignWrites(file: string, written: Set<string>, owners: Map<string, string>): string[] {
  return [...written]
    .filter((table) => !file.startsWith(`${owners.get(table) ?? file}/`) && owners.has(table))
    .map((table) => `${file} writes ${table}, which belongs to ${owners.get(table)}`);
}
