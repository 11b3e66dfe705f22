import { expect, test } from "vitest";
import { laterPresets } from "./later-presets.ts";

const at = (now: Date, name: string) => laterPresets(now).find((preset) => preset.name === name)?.at;

test("tomorrow and Monday begin at nine; on a Monday the next one is meant", () => {
  const friday = new Date(2026, 2, 6, 17, 30);
  expect(at(friday, "tomorrow")).toEqual(new Date(2026, 2, 7, 9));
  expect(at(friday, "next_monday")).toEqual(new Date(2026, 2, 9, 9));
  expect(at(new Date(2026, 2, 9, 8), "next_monday")).toEqual(new Date(2026, 2, 16, 9));
});

test("all lie ahead", () => {
  const now = new Date(2026, 11, 31, 23, 59);
  expect(laterPresets(now).every((preset) => preset.at > now)).toBe(true);
});
