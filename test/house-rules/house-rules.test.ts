import { expect, test } from "vitest";
import { smallTree } from "./broken-tree.ts";
import type { Rule } from "./rule.ts";
import { tableOwners } from "./table-owners.ts";
import { TOOL_RULES } from "./tool-rules.ts";
import { translations } from "./translations.ts";

const RULES = new Map<string, Rule>([...TOOL_RULES, tableOwners, translations].map((rule) => [rule.name, rule]));
const TOOLS_TAKE_MS = 240_000;

const problems = async (name: string, changes: Record<string, string | null>) =>
  (await RULES.get(name)!.look(smallTree(changes))).join("\n");

const lines = (count: number, line: string) => `${line}\n`.repeat(count);
const ANSWER = "src/domain/answer.ts";

/** Each breaks one rule on purpose: the rule, what is changed, and what the rule must say. */
const BREAKS: [rule: string, why: string, changes: Record<string, string | null>, says: string][] = [
  [
    "types",
    "a number that is a text",
    { [ANSWER]: `export const answer = (now: number): number => String(now);\n` },
    "TS2322",
  ],
  ["types", "syntax that Node cannot strip", { [ANSWER]: "export enum Answer {\n  yes,\n}\n" }, "TS1294"],
  [
    "types of domain",
    "the domain reaches for the machine",
    { [ANSWER]: "export const answer = (): string => process.cwd();\n" },
    "process",
  ],
  ["lint", "any", { [ANSWER]: "export const answer = (now: any): number => now;\n" }, "no-explicit-any"],
  ["lint", "a default export", { [ANSWER]: "export default 1;\n" }, "no-default-export"],
  [
    "lint",
    "the domain reads the clock",
    { [ANSWER]: "export const answer = (): number => Date.now();\n" },
    "no-restricted",
  ],
  [
    "lint",
    "a function of 71 lines",
    { [ANSWER]: `export function answer(): void {\n${lines(71, "  void 0;")}}\n` },
    "max-lines-per-function",
  ],
  ["lint", "a file of 401 lines", { [ANSWER]: lines(401, "export {};") }, "max-lines"],
  [
    "lint",
    "five parameters",
    { [ANSWER]: "export const answer = (a: 1, b: 1, c: 1, d: 1, e: 1): number => a + b + c + d + e;\n" },
    "max-params",
  ],
  ["lint", "printing", { "src/core/tickets/index.ts": `console.log("x");\n` }, "no-console"],
  ["lint", "a file in camel case", { "src/domain/theAnswer.ts": "export const x = 1;\n" }, "filename-case"],
  [
    "format",
    "single quotes and tabs",
    { [ANSWER]: "export const answer = (now: number): string =>\n\t'x' + now\n" },
    "answer.ts",
  ],
  [
    "imports",
    "the domain imports inward-out",
    { [ANSWER]: `export { queries } from "../platform/db/index.ts";\n` },
    "domain-imports-only-inward",
  ],
  [
    "imports",
    "a feature imports a feature",
    { "src/features/b/index.ts": `export { a as b } from "../a/index.ts";\n` },
    "features-are-islands",
  ],
  [
    "imports",
    "a channel imports the core",
    { "src/channels/x/index.ts": `export { tickets as x } from "../../core/tickets/index.ts";\n` },
    "channels-imports-only-inward",
  ],
  [
    "imports",
    "SQL outside a store",
    { "src/features/a/index.ts": `export { queries as a } from "../../platform/db/index.ts";\n` },
    "only-stores-touch-sql",
  ],
  [
    "imports",
    "past the index",
    { "src/features/a/index.ts": `export { people as a } from "../../core/staff/staff-store.ts";\n` },
    "enter-by-index",
  ],
  [
    "imports",
    "against the order of the core",
    { "src/core/staff/index.ts": `export { tickets as people } from "../tickets/index.ts";\n` },
    "core-staff",
  ],
  [
    "imports",
    "pages import the server",
    {
      "web/console/main.tsx": `import { queries } from "../../src/platform/db/index.ts";\n\ndocument.title = queries();\n`,
    },
    "web-sees-contract",
  ],
  [
    "imports",
    "a package in the domain",
    { [ANSWER]: `export { z as answer } from "zod";\n` },
    "domain-has-no-packages",
  ],
  [
    "dead code",
    "an export that nobody uses",
    { [ANSWER]: "export const answer = (now: number): number => now;\nexport const unasked = 1;\n" },
    "unasked",
  ],
  [
    "dead code",
    "a file that nobody imports",
    { "src/domain/forgotten.ts": "export const forgotten = 1;\n" },
    "forgotten.ts",
  ],
  [
    "table owners",
    "a stranger writes a table",
    { "src/features/a/a-store.ts": `export const a = "insert into person (id) values (1)";\n` },
    "src/features/a/a-store.ts writes person",
  ],
  [
    "table owners",
    "by the query builder",
    { "src/features/a/a-store.ts": `export const a = (q) => q.updateTable("person");\n` },
    "writes person",
  ],
  [
    "table owners",
    "a table without an owner",
    { "db/schema.sql": "create table person (\n  id uuid\n);\n" },
    "person names no owner",
  ],
  [
    "translations",
    "a word in one language",
    { "web/console/locales/en/common.json": `{ "hello": "Hello {{name}}" }\n` },
    "en/common.json lacks left",
  ],
  [
    "translations",
    "a namespace in one language",
    { "web/console/locales/en/common.json": null },
    "no counterpart in en",
  ],
  [
    "translations",
    "nothing said",
    { "web/console/locales/en/common.json": `{ "hello": "", "left_other": "{{count}}" }\n` },
    "says nothing for hello",
  ],
  [
    "translations",
    "a gap that the other does not fill",
    { "web/console/locales/en/common.json": `{ "hello": "Hello {{person}}", "left_other": "x" }\n` },
    "fills hello",
  ],
  [
    "translations",
    "a word that is not there",
    { "web/console/ask.tsx": `export const ask = (t: (key: string) => string): string => t("absent.word");\n` },
    "asks for absent.word",
  ],
  [
    "translations",
    "a word that nobody asks for",
    { "web/console/greeting.tsx": `export const greet = (t: (key: string) => string): string => t("hello");\n` },
    "has left, which no page asks for",
  ],
];

test.each([...RULES.keys()])("%s: a tree that keeps the rules passes", { timeout: TOOLS_TAKE_MS }, async (name) => {
  expect(await problems(name, {})).toBe("");
});

test.each(BREAKS)("%s: %s is found", { timeout: TOOLS_TAKE_MS }, async (name, _, changes, says) => {
  expect(await problems(name, changes)).toContain(says);
});

test("each rule is broken at least once", () => {
  expect(new Set(BREAKS.map(([name]) => name))).toEqual(new Set(RULES.keys()));
});
