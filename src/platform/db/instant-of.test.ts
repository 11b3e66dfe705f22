import { expect, test } from "vitest";
import { instantOf } from "./instant-of.ts";

test("a moment of the database is the same moment in the API's writing, whatever its digits and zone", () => {
  for (const [written, instant] of [
    ["2026-03-01 08:00:00+00", "2026-03-01T08:00:00.000Z"],
    ["2026-03-01 08:00:00.5+00", "2026-03-01T08:00:00.500Z"],
    ["2026-03-01 08:00:00.467+00", "2026-03-01T08:00:00.467Z"],
    ["2026-03-01 08:00:00.467999+00", "2026-03-01T08:00:00.467Z"],
    ["2026-03-01 16:00:00.467+08", "2026-03-01T08:00:00.467Z"],
    ["2026-03-01 13:30:00+05:30", "2026-03-01T08:00:00.000Z"],
    ["10026-03-01 08:00:00+00", "+010026-03-01T08:00:00.000Z"],
  ] as const)
    expect(instantOf(written), written).toBe(instant);
});
