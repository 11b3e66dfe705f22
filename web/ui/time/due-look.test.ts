import { expect, test } from "vitest";
import { dueLook } from "./due-look.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, spanOf } from "./span.ts";

const DUE = 1_800_000_000_000;
const at = (leftMs: number, warnAt: number | null = DUE - 30 * MINUTE_MS) =>
  dueLook({ state: "running", dueAt: DUE, warnAt }, DUE - leftMs);

test("calm until the first warning, amber from it, red past the moment", () => {
  expect(at(31 * MINUTE_MS)).toMatchObject({ tone: "calm", words: "left" });
  expect(at(30 * MINUTE_MS)).toMatchObject({ tone: "amber", words: "left" });
  expect(at(0)).toMatchObject({ tone: "amber", words: "left" });
  expect(at(-1)).toMatchObject({ tone: "red", words: "over" });
});

test("a promise without a warning stays calm until it is due", () => {
  expect(at(1, null)).toMatchObject({ tone: "calm" });
});

test("never says more time than there is", () => {
  expect(at(12 * MINUTE_MS + 59_000)).toMatchObject({ span: { unit: "minutes", minutes: 12 } });
});

test("ticks by the second only within an hour", () => {
  expect(at(HOUR_MS)).toMatchObject({ ticks: false });
  expect(at(HOUR_MS - 1)).toMatchObject({ ticks: true });
});

test("stopped and paused clocks say so", () => {
  for (const state of ["met", "missed", "paused", "cancelled"] as const)
    expect(dueLook({ state, dueAt: DUE }, DUE)).toMatchObject({ words: state });
  expect(dueLook({ state: "running", dueAt: null }, DUE)).toMatchObject({ words: "open_ended" });
});

test.each([
  [59_999, { unit: "seconds", seconds: 59 }],
  [HOUR_MS - 1, { unit: "minutes", minutes: 59 }],
  [3 * HOUR_MS + 20 * MINUTE_MS, { unit: "hours", hours: 3, minutes: 20 }],
  [2 * DAY_MS + 4 * HOUR_MS + 5, { unit: "days", days: 2, hours: 4 }],
  [-5, { unit: "seconds", seconds: 0 }],
])("%d ms", (ms, span) => expect(spanOf(ms)).toEqual(span));
