import { expect, test } from "vitest";
import { soonestFirst } from "./soonest-first.ts";

const clock = (id: string, dueAt: string | null, state: "running" | "paused" = "running") => ({ id, dueAt, state });

test("the promise that is due next stands first, those that are paused last (TR-04)", () => {
  const clocks = [
    clock("idle", "2026-03-04T09:00:00.000Z"),
    clock("waits", "2026-03-02T08:00:00.000Z", "paused"),
    clock("open", null),
    clock("late", "2026-03-02T08:30:00.000Z"),
    clock("soon", "2026-03-02T09:00:00.000Z"),
  ];
  expect(soonestFirst(clocks).map(({ id }) => id)).toEqual(["late", "soon", "idle", "waits", "open"]);
});
