import { expect, test } from "vitest";
import type { ClockShape } from "../../../../../src/contract/ticket-shapes.ts";
import { endedClocks } from "./ended-clocks.ts";

const clock = (id: string, metric: string, state: ClockShape["state"], minute: number) =>
  ({ id, metric, state, stoppedAt: `2026-03-02T08:${String(minute).padStart(2, "0")}:00.000Z` }) as ClockShape;

test("a cadence kept a hundred times is one line; each broken promise has its own", () => {
  const clocks = [
    clock("a", "idle", "met", 1),
    clock("b", "idle", "met", 5),
    clock("c", "idle", "missed", 2),
    clock("d", "idle", "missed", 3),
    clock("e", "first_response", "met", 4),
    clock("f", "resolution", "running", 0),
    clock("g", "resolution", "cancelled", 9),
  ];
  expect(endedClocks(clocks).map(({ id }) => id)).toEqual(["b", "e", "d", "c"]);
});
