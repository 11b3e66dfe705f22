import { expect, test } from "vitest";
import { outlineOf } from "./outline.ts";

test("the manual follows a case through its stages; what belongs to none comes last", () => {
  const chapters = outlineOf(
    ["tags", "gates", "kinds", "promises", "priority", "categories", "something_new"],
    ["resolution", "first_response", "survey"],
  );
  expect(chapters.map(({ stage, parts }) => [stage, parts.map(({ id }) => id)])).toEqual([
    ["intake", ["kinds", "promises-intake"]],
    ["assessment", ["categories", "priority"]],
    ["handling", ["gates", "promises-handling"]],
    ["feedback", ["promises-feedback"]],
    ["common", ["tags", "something_new"]],
  ]);
});

test("a stage without anything is left out", () => {
  expect(outlineOf([], [])).toEqual([]);
});
