import { describe, expect, it } from "vitest";
import {
  line,
  fold,
  only,
  when,
  state,
  sent,
  heard,
  solved,
  type Happening,
} from "../../../test/support/clock-story.ts";
import type { TicketEventBody } from "../ticket/ticket-event.ts";
import { HOUR_MS } from "../time/index.ts";

describe("cycles", () => {
  it("next_response counts from the oldest unanswered message after an answer", () => {
    const next = line({ metric: "next_response", ms: HOUR_MS });
    expect(fold([next], "04T11:00:00", ["04T10:30:00", heard])).toEqual([]);
    const clocks = fold(
      [next],
      "04T14:00:00",
      ["04T10:10:00", sent("reply")],
      ["04T11:00:00", heard],
      ["04T11:30:00", heard],
      ["04T11:50:00", sent("reply")],
      ["04T13:00:00", heard],
    );
    expect(clocks.map(({ id, state: is, dueAt }) => [id, is, when(dueAt)])).toEqual([
      ["line#1", "met", "04T12:00:00"],
      ["line#2", "running", "04T14:00:00"],
    ]);
    expect(
      fold(
        [next],
        "04T14:00:00",
        ["04T10:10:00", sent("reply")],
        ["04T11:00:00", { type: "customer_message", messageId: "m0", automatic: true }],
      ),
    ).toEqual([]);
  });

  it("progress is due every so often after the last news", () => {
    const every = line({ metric: "progress_update", target: { type: "every", ms: 2 * HOUR_MS } });
    const clocks = fold(
      [every],
      "04T15:00:00",
      ["04T11:00:00", sent("progress_update")],
      ["04T13:30:00", sent("reply", "m2")],
    );
    expect(clocks.map(({ state: is, dueAt }) => [is, when(dueAt)])).toEqual([
      ["met", "04T12:00:00"],
      ["missed", "04T13:00:00"],
      ["running", "04T15:30:00"],
    ]);
    const done = fold([every], "04T15:00:00", ["04T11:00:00", solved]);
    expect(only(done).state).toBe("cancelled");
  });

  it("progress is due daily on working days, once a day", () => {
    const daily = line({ metric: "progress_update", target: { type: "daily", minute: 17 * 60 }, calendar: "office" });
    const dues = (now: string, ...happenings: Happening[]) =>
      fold([daily], now, ...happenings).map(({ state: is, dueAt }) => [is, when(dueAt)]);
    expect(dues("04T12:00:00")).toEqual([["running", "04T17:00:00"]]);
    expect(
      dues("06T12:00:00", ["04T16:00:00", sent("progress_update")], ["06T11:00:00", sent("progress_update", "m2")]),
    ).toEqual([
      ["met", "04T17:00:00"],
      ["missed", "05T17:00:00"],
      ["running", "10T17:00:00"],
    ]);
    const pausing = { ...daily, pauses: ["waiting_customer"] as const };
    const resumed = fold(
      [pausing],
      "06T12:00:00",
      ["04T11:00:00", state("waiting_customer")],
      ["05T18:00:00", state("open")],
    );
    expect([only(resumed).state, when(only(resumed).dueAt)]).toEqual(["running", "06T17:00:00"]);
  });

  it("news once before the resolution is due then, and the first answer is not yet news", () => {
    const resolution = line({ id: "res", metric: "resolution", ms: 24 * HOUR_MS });
    const once = line({
      id: "once",
      metric: "progress_update",
      target: { type: "once_before", metric: "resolution" },
      warn: [0.5],
    });
    const news = (...happenings: Happening[]) =>
      fold([once, resolution], "04T20:00:00", ...happenings).find(({ lineId }) => lineId === "once");
    expect(when(news(["04T10:10:00", sent("reply")])?.dueAt)).toBe("05T10:00:00");
    expect(news(["04T10:10:00", sent("reply")])?.state).toBe("running");
    expect(news(["04T10:10:00", sent("reply")])?.warnAt.map(when)).toEqual(["04T22:00:00"]);
    expect(news(["04T10:10:00", sent("reply")], ["04T12:00:00", sent("progress_update", "m2")])?.state).toBe("met");
    expect(news(["04T12:00:00", solved])?.state).toBe("cancelled");
  });

  it("48 hours without progress are counted anew after each step of a person, not of a rule or the customer", () => {
    const idle = line({ metric: "idle", ms: 48 * HOUR_MS });
    const note: TicketEventBody = { type: "note_added", messageId: "n1" };
    const last = (...happenings: Happening[]) => when(fold([idle], "05T12:00:00", ...happenings).at(-1)?.dueAt);
    expect(last(["04T12:00:00", note])).toBe("06T12:00:00");
    expect(last(["04T12:00:00", note, { kind: "rule", id: "r" }])).toBe("06T10:00:00");
    expect(last(["04T12:00:00", heard, { kind: "contact", id: "c1" }])).toBe("06T10:00:00");
    expect(last(["04T12:00:00", sent("acknowledgement")])).toBe("06T10:00:00");
  });

  it("forms stop their own metric", () => {
    const workaround = line({ metric: "workaround", ms: 4 * HOUR_MS });
    const form = (formId: string): Happening => ["04T11:00:00", { type: "form_submitted", formId, submissionId: "f1" }];
    expect(only(fold([workaround], "04T12:00:00", form("diagnosis"))).state).toBe("running");
    expect(only(fold([workaround], "04T12:00:00", form("workaround"))).state).toBe("met");
    const analysis = line({ metric: "analysis", ms: HOUR_MS });
    const assigned: Happening = ["04T10:30:00", { type: "assigned", teamId: "t1", assigneeId: "s1", reason: null }];
    expect(fold([analysis], "04T12:00:00")).toEqual([]);
    expect(when(only(fold([analysis], "04T11:00:00", assigned)).dueAt)).toBe("04T11:30:00");
  });
});
