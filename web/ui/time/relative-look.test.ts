import { expect, test } from "vitest";
import { relativeLook } from "./relative-look.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./span.ts";

test.each([
  [-59_000, { words: "now" }],
  [-5 * MINUTE_MS - 59_000, { words: "relative", value: -5, unit: "minute" }],
  [-23 * HOUR_MS, { words: "relative", value: -23, unit: "hour" }],
  [3 * DAY_MS, { words: "relative", value: 3, unit: "day" }],
  [-8 * DAY_MS, { words: "date" }],
])("%d ms from now", (distance, look) => expect(relativeLook(1e12 + distance, 1e12)).toEqual(look));
