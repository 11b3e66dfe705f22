import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { halfMinutes, learnServerTime, serverNow } from "./now.ts";

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 5) }));
afterEach(() => {
  learnServerTime(Date.now());
  vi.useRealTimers();
});

test("who begins to listen moves the moment of nobody else, and a tick that of all", () => {
  const told = vi.fn<() => void>();
  const ends = [halfMinutes.subscribe(() => told())];
  const first = halfMinutes.get();
  vi.advanceTimersByTime(10_000);
  ends.push(halfMinutes.subscribe(() => told()));
  expect(halfMinutes.get()).toBe(first);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20_000);
  expect(told).toHaveBeenCalledTimes(2);
  expect(halfMinutes.get()).toBe(serverNow());
  for (const end of ends) end();
});

test("what nobody listened to is not shown as it was: not after a while, and not when the server's clock is learned", () => {
  const before = halfMinutes.get();
  vi.advanceTimersByTime(3_600_000);
  expect(halfMinutes.get()).toBe(before + 3_600_000);
  learnServerTime(Date.now() + 7_200_000);
  expect(halfMinutes.get()).toBe(serverNow());
});
