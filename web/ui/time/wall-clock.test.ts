import { expect, test } from "vitest";
import { clockOf, momentOf } from "./wall-clock.ts";

test("what the wall clock reads, there and back", () => {
  expect(clockOf(Date.UTC(2026, 2, 2, 1, 30), "Asia/Shanghai")).toBe("2026-03-02T09:30");
  expect(momentOf("2026-03-02T09:30", "Asia/Shanghai")).toBe(Date.UTC(2026, 2, 2, 1, 30));
});

test("on a day that changes its clocks the hours after it are right, and a skipped reading comes after the gap", () => {
  expect(momentOf("2026-03-29T12:00", "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 10));
  expect(momentOf("2026-10-25T12:00", "Europe/Berlin")).toBe(Date.UTC(2026, 9, 25, 11));
  expect(momentOf("2026-03-29T02:30", "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 1, 30));
});
