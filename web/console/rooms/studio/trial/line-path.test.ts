import { expect, test } from "vitest";
import { linePath } from "./line-path.ts";

const box = { width: 100, height: 10, top: 4 };

test("values go from left to right, the highest at the top", () => {
  expect(linePath([0, 4, 2], box)).toBe("M0 10L50 0L100 5");
  expect(linePath([], box)).toBe("");
});

test("of more points than pixels the peak of each stretch stays", () => {
  const year = Array.from({ length: 8_760 }, (_, hour) => (hour === 5_000 ? 4 : 0));
  const path = linePath(year, box);
  expect(path.split("L").length).toBeLessThanOrEqual(640);
  expect(path).toContain(" 0L");
});
