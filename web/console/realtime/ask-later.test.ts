import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askLater } from "./ask-later.ts";

const page = Object.assign(new EventTarget(), { hidden: false });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  page.hidden = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const between = { leastMs: 1_000, mostMs: 3_000 };

test("many changes are one question, some time between the bounds", () => {
  const work = vi.fn<() => void>();
  const later = askLater(work, between);
  for (let at = 0; at < 50; at++) later.ask();
  vi.advanceTimersByTime(999);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_001);
  expect(work).toHaveBeenCalledTimes(1);
});

test("browsers that hear of the same change ask at different moments", () => {
  const moments = new Set<number>();
  for (let at = 0; at < 20; at++) askLater(() => moments.add(Date.now()), between).ask();
  vi.advanceTimersByTime(3_000);
  expect(moments.size).toBeGreaterThan(5);
});

test("a page that nobody looks at asks when somebody does, and never after its end", () => {
  const work = vi.fn<() => void>();
  const later = askLater(work, between);
  page.hidden = true;
  later.ask();
  vi.advanceTimersByTime(60_000);
  expect(work).not.toHaveBeenCalled();
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  expect(work).toHaveBeenCalledTimes(1);
  later.ask();
  later.end();
  vi.advanceTimersByTime(60_000);
  expect(work).toHaveBeenCalledTimes(1);
});
