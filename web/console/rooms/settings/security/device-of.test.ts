import { expect, test } from "vitest";
import { deviceOf } from "./device-of.ts";

test("a browser is named with its system, Edge not as Chrome", () => {
  expect(deviceOf("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0")).toBe(
    "Edge · Windows",
  );
  expect(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1")).toBe(
    "Safari · iOS",
  );
  expect(deviceOf("curl/8")).toBeNull();
  expect(deviceOf(null)).toBeNull();
});
