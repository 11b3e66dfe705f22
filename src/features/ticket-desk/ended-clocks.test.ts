import { expect, test } from "vitest";
import type { Clock } from "../../domain/clocks/index.ts";
import { endedClocks } from "./ended-clocks.ts";

const clock = (id: string, metric: string, state: Clock["state"], stoppedAt: number) =>
  ({ id, metric, state, stoppedAt }) as Clock;

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
  const many = Array.from({ length: 100 }, (_, at) => clock(`m${at}`, "idle", "missed", at));
  expect(endedClocks(many).map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, at) => `m${99 - at}`));
});
