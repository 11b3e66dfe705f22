import { expect, test } from "vitest";
import { hueOf, initialsOf } from "./initials.ts";

test.each([
  ["王小明", "小明"],
  ["李雷", "李雷"],
  ["欧阳（运维）", "运维"],
  ["Ada Lovelace", "AL"],
  ["madonna", "M"],
  ["", ""],
])("%s", (name, initials) => expect(initialsOf(name)).toBe(initials));

test("a person keeps the hue", () => {
  expect(hueOf("a1")).toBe(hueOf("a1"));
  expect(hueOf("0199-x") % 30).toBe(0);
});
