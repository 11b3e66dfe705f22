import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { standardPack } from "../support/shipped-pack.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const PAGES = [...globSync("docs/**/*.md", { cwd: ROOT }), ...globSync("*.md", { cwd: ROOT })].toSorted();
const textOf = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

/** What looks like a path of the repository: `src/core/index.ts`, `docs/pictures`. */
const PATH = /`((?:src|web|test|bin|db|docs|sop|bench|\.ci)\/[\w./-]*\w)`/g;
const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g;
const IMAGE = /<img[^>]+src="([^"]+)"/g;
const pathsOf = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);

test("there are pages to look at", () => {
  expect(PAGES).toEqual(
    expect.arrayContaining(["README.md", "README.zh-CN.md", "CHANGELOG.md", "docs/architecture.md"]),
  );
});

test.each(PAGES)("every path that %s names is there", (page) => {
  const text = textOf(page);
  const links = [...pathsOf(text, LINK), ...pathsOf(text, IMAGE)].map((link) => path.join(path.dirname(page), link));
  const missing = [...pathsOf(text, PATH), ...links].filter((file) => !existsSync(path.join(ROOT, file)));
  expect(missing).toEqual([]);
});

test("every test that docs/security.md names is there", () => {
  const tests = globSync(["src/**/*.test.ts", "test/**/*.test.ts"], { cwd: ROOT }).map(textOf).join("\n");
  const page = textOf("docs/security.md");
  const named = page.split("\n").flatMap((line) => (line.startsWith("|") ? pathsOf(line, /"([^"]+)"/g) : []));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((name) => !tests.includes(`"${name}"`))).toEqual([]);
});

test("every promise line of docs/sop.md stands in the standard pack, and the other way round", () => {
  const page = textOf("docs/sop.md");
  const named = pathsOf(page, /^\| [A-Z]{2}-\d\d \|[^|]*\| `([\w.-]+)` \|/gm);
  const rows = [
    "TR-04",
    "HA-01",
    "HA-03",
    "HA-06",
    "HA-05",
    "HA-17",
    "HA-19",
    "IN-04",
    "IN-10",
    "CL-04",
    "CL-05",
    "CL-07",
  ];
  const promised = standardPack().promises.filter(({ source }) => rows.some((row) => source.includes(row)));
  expect(named.toSorted()).toEqual(promised.map(({ id }) => id).toSorted());
});

test("every test that docs/sop.md names is there", () => {
  const tests = ["src/domain/sop/standard-pack.test.ts", "src/domain/clocks/cycles.test.ts"].map(textOf).join("\n");
  const rows = textOf("docs/sop.md")
    .split("\n")
    .filter((line) => /^\| [A-Z]{2}-\d\d/.test(line));
  const named = rows.flatMap((line) => pathsOf(line, /"([^"]+)"/g));
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !tests.includes(`"${name}"`))).toEqual([]);
});

test("the glossary has every word of the ticket's closed lists", () => {
  const page = textOf("docs/glossary.md");
  const vocabulary = textOf("src/domain/ticket/vocabulary.ts");
  const lists = [
    ...vocabulary.matchAll(
      /export const (TICKET_KINDS|PRIORITIES|TICKET_STATES|TICKET_STAGES|CUSTOMER_TIERS|CHANNELS) = \[([^\]]+)\]/g,
    ),
  ];
  expect(lists).toHaveLength(6);
  const words = lists.flatMap(([, , items]) => pathsOf(items!, /"([^"]+)"/g));
  expect(words.filter((word) => !page.includes(word))).toEqual([]);
});

test("every decision stands in the index", () => {
  const pages = globSync("docs/decisions/*.md", { cwd: ROOT }).map((file) => path.basename(file));
  const index = textOf("docs/decisions/README.md");
  expect(pages.filter((page) => page !== "README.md" && !index.includes(`(${page})`))).toEqual([]);
});
