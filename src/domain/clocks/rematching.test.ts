import { describe, expect, it } from "vitest";
import { line, fold, only, when, priority, sent } from "../../../test/support/clock-story.ts";
import { HOUR_MS, MINUTE_MS } from "../time/index.ts";
import { type PromiseLine } from "./index.ts";

describe("matching anew", () => {
  const p1 = line({ id: "p1", metric: "resolution", when: [{ priority: ["P1"] }], ms: 2 * HOUR_MS });
  const p2 = line({
    id: "p2",
    metric: "resolution",
    when: [{ priority: ["P2"] }],
    ms: 24 * HOUR_MS,
    calendar: "office",
  });

  it("folds the new line from the opening and ends the old one", () => {
    const [first, second] = fold([p2, p1], "04T11:00:00", ["04T10:40:00", priority("P1")]);
    expect([first?.id, first?.state, when(first?.stoppedAt)]).toEqual(["p2#1", "cancelled", "04T10:40:00"]);
    expect([second?.id, second?.state, when(second?.startedAt), when(second?.dueAt)]).toEqual([
      "p1#1",
      "running",
      "04T10:00:00",
      "04T12:00:00",
    ]);
  });

  it("breaks a promise only once it applies", () => {
    const [clock] = fold([p1], "04T16:00:00", ["04T15:00:00", priority("P1")]);
    expect([when(clock?.dueAt), when(clock?.breachedAt)]).toEqual(["04T12:00:00", "04T15:00:00"]);
  });

  it("goes back and forth without losing or granting time", () => {
    const clocks = fold(
      [p1],
      "04T12:30:00",
      ["04T10:10:00", priority("P1")],
      ["04T10:20:00", priority("P2")],
      ["04T11:30:00", priority("P1")],
    );
    expect([only(clocks).state, when(only(clocks).dueAt), when(only(clocks).breachedAt)]).toEqual([
      "running",
      "04T12:00:00",
      "04T12:00:00",
    ]);
  });

  it("shows no promise that had ended before its line applied", () => {
    const response = line({ id: "r1", when: [{ priority: ["P1"] }], ms: 5 * MINUTE_MS });
    expect(fold([response], "04T12:00:00", ["04T10:20:00", sent("reply")], ["04T10:40:00", priority("P1")])).toEqual(
      [],
    );
  });

  it("shows none that applied for no time", () => {
    expect(fold([p2], "04T12:00:00", ["04T10:00:00", priority("P1")])).toEqual([]);
  });

  it("finds a category by its ancestor, tags, tiers, and either of two conditions", () => {
    const matching = (condition: PromiseLine["when"]) => fold([line({ when: condition })], "04T10:01:00").length;
    expect(matching([{ category: ["fault.software"] }])).toBe(1);
    expect(matching([{ category: ["fault.soft"] }])).toBe(0);
    expect(matching([{ tag: ["outage"] }, { tier: ["basic"], kind: ["fault"] }])).toBe(1);
    expect(matching([{ tier: ["basic"], kind: ["complaint"] }])).toBe(0);
  });
});
