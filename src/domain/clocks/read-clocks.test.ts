import { describe, expect, it } from "vitest";
import { at, line, fold, when, sent, type Happening } from "../../../test/support/clock-story.ts";
import { HOUR_MS, MINUTE_MS } from "../time/index.ts";
import { clockTimers, nextDue, promiseState, shownClocks } from "./index.ts";

describe("what is shown and told", () => {
  const strict = line({ id: "strict", ms: 15 * MINUTE_MS });
  const loose = line({ id: "loose", ms: HOUR_MS });
  const resolution = line({ id: "res", metric: "resolution", ms: 24 * HOUR_MS, warn: [] });

  it("is the strictest line of a metric, and next the earliest", () => {
    const clocks = fold([loose, strict, resolution], "04T10:05:00");
    expect(clocks).toHaveLength(3);
    expect(shownClocks(clocks).map(({ lineId }) => lineId)).toEqual(["strict", "res"]);
    expect([nextDue(clocks)?.clock.lineId, when(nextDue(clocks)?.at)]).toEqual(["strict", "04T10:15:00"]);
    expect(nextDue([])).toBeNull();
  });

  it("grows from kept to at risk to breached", () => {
    const at0 = (now: string) => promiseState(fold([strict, resolution], now), at(now));
    expect([at0("04T10:05:00"), at0("04T10:07:30"), at0("04T10:15:00")]).toEqual(["kept", "at_risk", "breached"]);
  });

  it("is told once, and a breach alone when its warnings come too late", () => {
    const timers = (now: string, ...happenings: Happening[]) =>
      clockTimers(fold([strict], now, ...happenings)).map(({ kind, share, at: moment }) => [kind, share, when(moment)]);
    expect(timers("04T10:01:00")).toEqual([
      ["warn", 0.5, "04T10:07:30"],
      ["warn", 0.8, "04T10:12:00"],
      ["breach", 1, "04T10:15:00"],
    ]);
    const warned: Happening = [
      "04T10:07:30",
      { type: "clock_warned", clockId: "strict#1", lineId: "strict", share: 0.5 },
    ];
    expect(timers("04T10:08:00", warned)).toEqual([
      ["warn", 0.8, "04T10:12:00"],
      ["breach", 1, "04T10:15:00"],
    ]);
    expect(timers("04T11:00:00", warned)).toEqual([["breach", 1, "04T10:15:00"]]);
    expect(
      timers("04T11:00:00", ["04T10:15:00", { type: "clock_breached", clockId: "strict#1", lineId: "strict" }]),
    ).toEqual([]);
    expect(timers("04T11:00:00", ["04T10:05:00", sent("reply")])).toEqual([]);
  });
});
