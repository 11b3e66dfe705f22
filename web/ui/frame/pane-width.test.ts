import { expect, test } from "vitest";
import { clampWidth, widthAfterKey } from "./pane-width.ts";

test("a width stays within its bounds", () => {
  const bounds = { widthPx: 340, minPx: 280, maxPx: 520 };
  expect([100, 300.4, 900].map((width) => clampWidth(width, bounds))).toEqual([280, 300, 520]);
});

test("arrows move the handle, whichever side it is on", () => {
  expect(widthAfterKey("ArrowRight", 300, "right")).toBe(316);
  expect(widthAfterKey("ArrowRight", 300, "left")).toBe(284);
  expect(widthAfterKey("Enter", 300, "left")).toBe("start");
  expect(widthAfterKey("a", 300, "left")).toBeNull();
});
