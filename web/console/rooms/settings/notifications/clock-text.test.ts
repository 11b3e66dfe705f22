import { expect, test } from "vitest";
import { clockText, minuteOf } from "./clock-text.ts";

test("minutes are said as a clock, those of the next day too", () => {
  expect([0, 540, 1440, 1800].map(clockText)).toEqual(["00:00", "09:00", "24:00", "06:00"]);
});

test("a clock is read; what is none is null", () => {
  expect(["0900", "930", "9：00"].map(minuteOf)).toEqual([540, 570, 540]);
  expect(["09:00", "9:30", "24:00", "24:01", "12:60", "noon"].map(minuteOf)).toEqual([
    540,
    570,
    1440,
    null,
    null,
    null,
  ]);
});
