import { expect, test } from "vitest";
import { addressOf } from "./address-of.ts";

test("fills, escapes and appends", () => {
  expect(addressOf("/t/:id/n/:no", { id: "a/b", no: 2 }, { q: "状态:open", tag: ["x", "y"], none: undefined })).toBe(
    "/t/a%2Fb/n/2?q=%E7%8A%B6%E6%80%81%3Aopen&tag=x&tag=y",
  );
});

test("a missing value is a mistake of ours, not an address", () => {
  expect(() => addressOf("/t/:id")).toThrow("needs id");
});
