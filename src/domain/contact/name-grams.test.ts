import { expect, test } from "vitest";
import { nameGrams } from "./name-grams.ts";

test.each([
  ["李雷", ["李雷"]],
  ["李", ["李"]],
  ["", []],
  ["ABab", ["ab", "ba"]],
  ["𠮷野家", ["𠮷野", "野家"]],
])("%s must have %j", (text, grams) => {
  expect(nameGrams(text)).toEqual(grams);
});
