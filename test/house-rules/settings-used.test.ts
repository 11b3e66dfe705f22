import path from "node:path";
import { expect, test } from "vitest";
import { readSettings } from "../../src/platform/config/index.ts";
import { filesOf, isTest } from "./tree.ts";

const ROOT = path.join(import.meta.dirname, "../..");

test("each setting does something: code outside the configuration reads it", () => {
  const read = readSettings({}, "/");
  if (!read.ok) throw new Error("the defaults are not valid");
  const users = filesOf(ROOT, "src/**/*.ts")
    .filter(({ file }) => !isTest(file) && !file.startsWith("src/platform/config/"))
    .filter(({ text }) => /settings/i.test(text));
  const unused = Object.keys(read.settings).filter(
    (key) => !users.some(({ text }) => new RegExp(`\\b${key}\\b`).test(text)),
  );
  expect(unused).toEqual([]);
});
