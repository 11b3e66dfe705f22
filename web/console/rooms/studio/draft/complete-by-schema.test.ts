import { expect, test } from "vitest";
import { completeAt } from "./complete-by-schema.ts";
import type { Schema } from "./json-schema.ts";

const text: Schema = { type: "string" };
const schema: Schema = {
  type: "object",
  properties: {
    promises: {
      type: "array",
      items: {
        type: "object",
        properties: {
          id: text,
          metric: { type: "string", enum: ["first_response", "resolution"] },
          within: { ...text, description: "a duration" },
          calendar: text,
          when: {
            anyOf: [{ $ref: "#/definitions/when" }, { type: "array", items: { $ref: "#/definitions/when" } }],
          },
          on_breach: {
            type: "array",
            items: {
              anyOf: [
                { properties: { notify: { enum: ["owner", "leader"] } } },
                { properties: { close: { const: true } } },
              ],
            },
          },
        },
      },
    },
    gates: { type: "array", items: { type: "object", properties: { id: text } } },
  },
  definitions: {
    when: { type: "object", properties: { priority: { enum: ["P0", "P1"] }, tier: { enum: ["basic"] } } },
  },
};

/** `|` is the cursor. */
const at = (marked: string) => {
  const offset = marked.indexOf("|");
  const found = completeAt({
    schema,
    text: marked.replace("|", ""),
    offset,
    known: (key) => (key === "calendar" ? ["always", "cn-office"] : []),
  });
  return found?.options.map(({ label }) => label) ?? [];
};

test("sections at the beginning of a line, without those that are there", () => {
  expect(at("|")).toEqual(["promises", "gates"]);
  expect(at("promises:\n  - id: a\ng|")).toEqual(["gates"]);
});

test("keys of an item, without those that it has; of the next item all of them", () => {
  expect(at("promises:\n  - id: a\n    metric: resolution\n    |")).toEqual([
    "within",
    "calendar",
    "when",
    "on_breach",
  ]);
  expect(at("promises:\n  - id: a\n    metric: resolution\n  - |")).toContain("metric");
  expect(at("promises:\n  - id: a\n  - id: b\n    w|")).toContain("metric");
});

test("values of a closed list, and names that the procedure knows", () => {
  expect(at("promises:\n  - id: a\n    metric: fi|")).toEqual(["first_response", "resolution"]);
  expect(at("promises:\n  - id: a\n    calendar: |")).toEqual(["always", "cn-office"]);
  expect(at("promises:\n  - id: a\n    within: |")).toEqual([]);
});

test("within one line of braces, and below a condition that is written out", () => {
  expect(at("promises:\n  - id: a\n    when: { |")).toEqual(["priority", "tier"]);
  expect(at("promises:\n  - id: a\n    when: { priority: P0, t|")).toEqual(["tier"]);
  expect(at("promises:\n  - id: a\n    when: { priority: |")).toEqual(["P0", "P1"]);
  expect(at("promises:\n  - id: a\n    when:\n      - priority: [P0]\n        |")).toEqual(["tier"]);
  expect(at("promises:\n  - id: a\n    on_breach: [{ notify: owner }, { |")).toEqual(["notify", "close"]);
  expect(at("promises:\n  - id: a\n    on_breach: [{ notify: |")).toEqual(["owner", "leader"]);
});

test("nothing in a comment or below what no schema knows", () => {
  expect(at("promises: # |")).toEqual([]);
  expect(at("nothing:\n  |")).toEqual([]);
});

test("a list may stand as far in as its key", () => {
  expect(at("promises:\n- id: a\n  metric: |")).toEqual(["first_response", "resolution"]);
  expect(at("promises:\n- id: a\n  |")).toContain("metric");
});
