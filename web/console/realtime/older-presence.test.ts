import { expect, test } from "vitest";
import { isOlder } from "./older-presence.ts";

test("of one process the higher number is the newer; between processes the last heard counts", () => {
  expect(isOlder({ node: "a", seq: 1 }, undefined)).toBe(false);
  expect(isOlder({ node: "a", seq: 1 }, { node: "a", seq: 2 })).toBe(true);
  expect(isOlder({ node: "a", seq: 3 }, { node: "a", seq: 2 })).toBe(false);
  expect(isOlder({ node: "b", seq: 1 }, { node: "a", seq: 2 })).toBe(false);
});
