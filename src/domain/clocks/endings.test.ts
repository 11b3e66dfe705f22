import { describe, expect, it } from "vitest";
import { line, fold, only, when, solved, notSolved, type Happening } from "../../../test/support/clock-story.ts";
import { HOUR_MS } from "../time/index.ts";
import { explainLedger } from "./index.ts";

describe("solving, confirming, reopening, merging", () => {
  const resolution = line({ id: "res", metric: "resolution", ms: 24 * HOUR_MS });
  const confirmation = line({ id: "conf", metric: "confirmation", ms: 72 * HOUR_MS, warn: [1 / 3] });
  const survey = line({ id: "survey", metric: "survey", ms: 24 * HOUR_MS });
  const remedy = line({ id: "remedy", metric: "remedy_plan", ms: 2 * HOUR_MS });
  const states = (now: string, ...happenings: Happening[]) =>
    fold([resolution, confirmation, survey, remedy], now, ...happenings).map(({ id, state: is }) => `${id} ${is}`);

  it("solved stops the resolution and starts confirmation and survey", () => {
    const clocks = fold([resolution, confirmation, survey], "04T12:00:00", ["04T11:00:00", solved]);
    expect(clocks.map(({ id, state: is, dueAt }) => [id, is, when(dueAt)])).toEqual([
      ["res#1", "met", "05T10:00:00"],
      ["conf#1", "running", "07T11:00:00"],
      ["survey#1", "running", "05T11:00:00"],
    ]);
    expect(when(clocks[1]?.warnAt[0])).toBe("05T11:00:00");
    expect(
      states(
        "04T13:00:00",
        ["04T11:00:00", solved],
        ["04T12:00:00", { type: "survey_sent", messageId: "m9" }],
        ["04T12:30:00", { type: "confirmed", by: "customer" }],
        ["04T12:30:00", { type: "closed", by: "customer", rule: null }],
      ),
    ).toEqual(["res#1 met", "conf#1 met", "survey#1 met"]);
  });

  it("no confirmation within its time is missed when the rule closes", () => {
    expect(
      states(
        "08T00:00:00",
        ["04T11:00:00", solved],
        ["04T12:00:00", { type: "survey_sent", messageId: "m9" }],
        ["07T11:00:01", { type: "closed", by: "rule", rule: "conf" }],
      ),
    ).toEqual(["res#1 met", "conf#1 missed", "survey#1 met"]);
  });

  it("not solved starts the resolution anew and asks for a remedy plan", () => {
    const clocks: Happening[] = [
      ["04T11:00:00", solved],
      ["04T12:00:00", notSolved],
      ["04T12:00:00", { type: "follow_up_opened", why: "not_solved", ownerId: null }],
    ];
    expect(states("04T13:00:00", ...clocks)).toEqual([
      "res#1 met",
      "res#2 running",
      "conf#1 cancelled",
      "survey#1 cancelled",
      "remedy#1 running",
    ]);
    const planned = fold([resolution, remedy], "04T13:00:00", ...clocks, [
      "04T12:30:00",
      { type: "remedy_planned", submissionId: "f1" },
    ]);
    expect(planned.map(({ id, state: is, dueAt }) => [id, is, when(dueAt)])).toEqual([
      ["res#1", "met", "05T10:00:00"],
      ["res#2", "running", "05T12:00:00"],
      ["remedy#1", "met", "04T14:00:00"],
    ]);
  });

  it("a merged ticket's clocks are cancelled, and run on after unmerging", () => {
    const merged: Happening[] = [
      ["04T12:00:00", { type: "merged_into", ticketId: "t2" }],
      ["04T12:00:00", { type: "closed", by: "merge", rule: null }],
    ];
    expect(states("04T15:00:00", ...merged)).toEqual(["res#1 cancelled"]);
    const back = only(
      fold(
        [resolution],
        "04T16:00:00",
        ...merged,
        ["04T15:00:00", { type: "unmerged", ticketId: "t2" }],
        ["04T15:00:00", { type: "reopened", by: "unmerge", reason: null }],
      ),
    );
    expect([back.id, back.state, when(back.dueAt)]).toEqual(["res#1", "running", "05T13:00:00"]);
    expect(explainLedger(back).pausedMs).toBe(3 * HOUR_MS);
  });
});
