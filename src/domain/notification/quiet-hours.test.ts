import { expect, test } from "vitest";
import { quietUntil } from "./quiet-hours.ts";

const at = (text: string) => Date.parse(text);
const NIGHT = { from: 22 * 60, to: 7 * 60, zone: "Asia/Shanghai" };

test.each([
  ["2026-03-02T21:59:00+08:00", null],
  ["2026-03-02T22:00:00+08:00", "2026-03-03T07:00:00+08:00"],
  ["2026-03-03T06:59:00+08:00", "2026-03-03T07:00:00+08:00"],
  ["2026-03-03T07:00:00+08:00", null],
])("a night's quiet at %s ends %s", (now, end) => {
  expect(quietUntil(NIGHT, at(now))).toBe(end === null ? null : at(end));
});

test("a quiet noon, the zone's own clock, and the hour that daylight saving skips", () => {
  const noon = { from: 12 * 60, to: 13 * 60, zone: "Europe/Berlin" };
  expect(quietUntil(noon, at("2026-06-01T12:30:00+02:00"))).toBe(at("2026-06-01T13:00:00+02:00"));
  expect(quietUntil(noon, at("2026-06-01T12:30:00Z"))).toBeNull();
  const night = { from: 22 * 60, to: 7 * 60, zone: "Europe/Berlin" };
  expect(quietUntil(night, at("2026-03-29T00:30:00+01:00"))).toBe(at("2026-03-29T07:00:00+02:00"));
});

test("no quiet hours, or a zone that does not exist, silence nobody", () => {
  expect(quietUntil(null, at("2026-03-02T23:00:00Z"))).toBeNull();
  expect(quietUntil({ ...NIGHT, zone: "Mars/Olympus" }, at("2026-03-02T23:00:00+08:00"))).toBeNull();
});
