import { expect, test } from "vitest";
import { itemSays, nameOf } from "./item-text.ts";

const gate = { id: "solve.form", label: { zh: "填写结果", en: "Result" }, demands: [{ form: "result_notice" }] };

test("an item is called by its words, and found by any of them in either language", () => {
  expect(nameOf(gate)?.en).toBe("Result");
  expect(nameOf({ id: "x", when: {} })).toBeNull();
  expect([itemSays(gate, "填写 RESULT_"), itemSays(gate, "填写 nothing"), itemSays(gate, "")]).toEqual([
    true,
    false,
    true,
  ]);
});
