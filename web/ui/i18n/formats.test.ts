import { expect, test } from "vitest";
import { formatsOf } from "./formats.ts";

const AT = Date.UTC(2026, 2, 1, 8, 5);

test("moments are shown in the person's zone and language", () => {
  expect(formatsOf("zh", "Asia/Shanghai").dateTime(AT)).toBe("2026/3/1 16:05");
  expect(formatsOf("en", "Europe/London").dateTime(AT)).toBe("1 Mar 2026, 08:05");
  expect(formatsOf("zh", "Asia/Shanghai").full(AT)).toBe("2026/3/1 周日 16:05:00 GMT+8");
  expect(formatsOf("en", "Europe/London").full(AT)).toBe("Sun, 1 Mar 2026, 08:05:00 GMT");
});

test("sizes of files read like sizes", () => {
  const { bytes } = formatsOf("zh", "UTC");
  expect([0, 999, 1536, 1_572_864].map(bytes)).toEqual(["0 B", "999 B", "1.5 kB", "1.5 MB"]);
});
