import { expect, test } from "vitest";
import { changesOf } from "./changes-of.ts";

test("only what differs is sent; lists are compared by what is in them", () => {
  const before = { name: "服务台", teamIds: ["a"], note: "" };
  expect(changesOf({ name: "服务台", teamIds: ["a"], note: "新" }, before)).toEqual({ note: "新" });
  expect(changesOf({ name: "服务台", teamIds: ["a", "b"], note: "" }, before)).toEqual({ teamIds: ["a", "b"] });
  expect(changesOf(before, before)).toEqual({});
});
