import { describe, expect, it } from "vitest";
import { workMs } from "../../../test/support/work-ms.ts";
import { readLayer } from "./layer-text.ts";

const findings = (text: string) => {
  const read = readLayer(text);
  return read.ok ? [] : read.findings;
};

const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
  .concat([..."bcdefgh"].map((name, at) => `${name}: &${name} [${Array(10).fill(`*${"abcdefg"[at]}`).join(", ")}]`))
  .join("\n");

describe("a layer's text is read, or told what is wrong, whatever it is", () => {
  it("reads an empty one, comments alone, and sections", () => {
    expect(readLayer("")).toMatchObject({ ok: true, content: {} });
    expect(readLayer("# nothing yet\n")).toMatchObject({ ok: true, content: {} });
    expect(readLayer("tags: []")).toMatchObject({ ok: true, content: { tags: [] } });
  });

  it("names line and column of what is no YAML", () => {
    expect(findings("tags:\n  - id: a\n  name: [")[0]).toMatchObject({ code: "yaml", line: 3 });
    expect(findings("tags: 1\ntags: 2")[0]).toMatchObject({ line: 2, column: 1 });
  });

  it.each([
    ["aliases that multiply", bomb],
    ["an alias of itself", "a: &a [*a]"],
    ["lists in lists", "a: " + "[".repeat(200_000)],
    ["mappings in mappings", "a: " + "{a: ".repeat(5_000) + "1" + "}".repeat(5_000)],
    ["indented for ever", Array.from({ length: 600 }, (_, at) => " ".repeat(at) + "a:").join("\n")],
    ["prototype keys", "promises:\n  - { id: a, __proto__: { polluted: true } }"],
    ["a constructor", "constructor: { prototype: { polluted: true } }"],
    ["NUL", 'name: { zh: "a\\0b", en: x }'],
    ["half a character", 'name: { zh: "\\ud800", en: x }'],
    ["a list", "- a"],
    ["two documents", "a: 1\n---\nb: 2"],
    ["keys that are no text", "? [a, b]\n: c"],
    ["what is the version's own", "id: mine"],
  ])("%s", (_what, text) => {
    let found: unknown[] = [];
    expect(workMs(() => (found = findings(text)))).toBeLessThan(5_000);
    expect(found).not.toEqual([]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("reads half a megabyte of items in no time to speak of", () => {
    const text =
      "tags:\n" +
      Array.from({ length: 10_000 }, (_, at) => `  - id: tag-${at}\n    name: { zh: 一, en: a }`).join("\n");
    let isRead = false;
    expect(workMs(() => (isRead = readLayer(text).ok))).toBeLessThan(5_000);
    expect(isRead).toBe(true);
  });
});
