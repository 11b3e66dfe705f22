import { expect, test } from "vitest";
import { laterPresets } from "./later-presets.ts";

const at = (now: string, timeZone: string, name: string) =>
  laterPresets(Date.parse(now), timeZone)
    .find((preset) => preset.name === name)
    ?.at.toISOString();

test("tomorrow and Monday begin at nine by the person's own clock, wherever the browser stands; on a Monday the next one is meant", () => {
  const friday = "2026-03-06T20:30:00Z";
  expect(at(friday, "Europe/Berlin", "tomorrow")).toBe("2026-03-07T08:00:00.000Z");
  expect(at(friday, "Asia/Shanghai", "tomorrow")).toBe("2026-03-08T01:00:00.000Z");
  expect(at(friday, "Europe/Berlin", "next_monday")).toBe("2026-03-09T08:00:00.000Z");
  expect(at("2026-03-09T08:00:00Z", "Europe/Berlin", "next_monday")).toBe("2026-03-16T08:00:00.000Z");
  // The clocks of Berlin are changed on the 29th.
  expect(at("2026-03-28T12:00:00Z", "Europe/Berlin", "next_monday")).toBe("2026-03-30T07:00:00.000Z");
});

test("all lie ahead", () => {
  const now = Date.UTC(2026, 11, 31, 23, 59);
  for (const zone of ["Asia/Shanghai", "Europe/Berlin", "America/Los_Angeles"])
    expect(laterPresets(now, zone).every((preset) => preset.at.getTime() > now)).toBe(true);
});
