import { expect, test } from "vitest";
import { counting, oneOf, readSearch, word } from "./read-search.ts";

const read = readSearch({ q: word(5), tier: oneOf(["basic", "growth"]), line: counting });

test("what fits is read, what does not and what was not asked for is left out", () => {
  expect(read({ q: "abc", tier: "growth", line: 3, other: 1 })).toEqual({ q: "abc", tier: "growth", line: 3 });
  expect(Object.keys(read({ q: "abcdef", tier: "gold", line: 0 }))).toEqual([]);
  expect(Object.keys(read({ q: null, tier: 1, line: "x" }))).toEqual([]);
});

test("digits that the router took for a number are words again", () => {
  expect(read({ q: 1024, line: "7" })).toEqual({ q: "1024", line: 7 });
});
