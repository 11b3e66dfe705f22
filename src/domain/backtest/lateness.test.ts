import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addLateness, mergeLateness, noLateness, summaryOf } from "./lateness.ts";

const of = (...seconds: number[]) => {
  const lateness = noLateness();
  for (const one of seconds) addLateness(lateness, one * 1_000);
  return lateness;
};

describe("lateness", () => {
  it("gives median, ninth tenth and longest, and nothing where nothing was late", () => {
    expect(summaryOf(of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).toEqual({ p50: 5_000, p90: 9_000, max: 10_000 });
    expect(summaryOf(noLateness())).toBeNull();
  });

  it("rounds what is less than a second up, and never above the longest", () => {
    expect(summaryOf(of(0.2))).toEqual({ p50: 200, p90: 200, max: 200 });
  });

  it("is within one part in 2,000 of the exact value, however large", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40_000_000 }), { minLength: 1, maxLength: 200 }), (seconds) => {
        const sorted = seconds.toSorted((a, b) => a - b);
        const summary = summaryOf(of(...seconds));
        for (const [share, key] of [
          [0.5, "p50"],
          [0.9, "p90"],
        ] as const) {
          const exact = (sorted[Math.ceil(share * sorted.length) - 1] as number) * 1_000;
          const found = summary?.[key] ?? NaN;
          expect(found).toBeLessThanOrEqual(exact);
          expect(exact - found).toBeLessThanOrEqual(exact / 2_000);
        }
      }),
    );
  });

  it("adds up", () => {
    const whole = of(5, 7_000, 90, 5);
    const parts = of(5, 7_000);
    mergeLateness(parts, of(90, 5));
    expect(summaryOf(parts)).toEqual(summaryOf(whole));
  });
});
