import { describe, expect, it } from "vitest";
import {
  fold,
  foldArrived,
  line,
  only,
  priority,
  solved,
  state,
  when,
  type Happening,
} from "../../../test/support/clock-story.ts";
import { HOUR_MS, MINUTE_MS } from "../time/index.ts";
import type { TicketEventBody } from "../ticket/ticket-event.ts";
import { clockTimers, explainLedger, promiseState, shownClocks } from "./index.ts";

const transfer = (
  type: "transfer_sent" | "transfer_accepted" | "transfer_returned" | "transfer_answered" | "transfer_withdrawn",
  transferId = "x1",
): TicketEventBody => {
  if (type === "transfer_sent") return { type, transferId, teamId: "t9", submissionId: null };
  if (type === "transfer_answered") return { type, transferId, messageId: "m7" };
  if (type === "transfer_returned" || type === "transfer_withdrawn") return { type, transferId, reason: "缺少日志" };
  return { type, transferId };
};

describe("a transfer (REQ: HA-05)", () => {
  const response = line({ id: "resp", metric: "transfer_response", ms: HOUR_MS });
  const result = line({ id: "res", metric: "transfer_result", ms: 4 * HOUR_MS });
  const high = line({ id: "high", metric: "transfer_result", ms: 2 * HOUR_MS, when: [{ priority: ["P1"] }] });
  const told = (now: string, ...happenings: Happening[]) =>
    fold([response, result], now, ...happenings).map(({ id, state: is, dueAt }) => [id, is, when(dueAt)]);

  it("is to be taken up and to be answered, each in its time from the sending", () => {
    expect(told("04T11:10:00")).toEqual([]);
    expect(told("04T11:10:00", ["04T11:00:00", transfer("transfer_sent")])).toEqual([
      ["resp#1", "running", "04T12:00:00"],
      ["res#1", "running", "04T15:00:00"],
    ]);
    expect(
      told(
        "04T16:00:00",
        ["04T11:00:00", transfer("transfer_sent")],
        ["04T11:30:00", transfer("transfer_accepted")],
        ["04T15:30:00", transfer("transfer_answered")],
      ),
    ).toEqual([
      ["resp#1", "met", "04T12:00:00"],
      ["res#1", "missed", "04T15:00:00"],
    ]);
  });

  it("that is returned was taken up, and is no longer promised an answer", () => {
    expect(
      told(
        "04T16:00:00",
        ["04T11:00:00", transfer("transfer_sent")],
        ["04T11:30:00", transfer("transfer_returned")],
        ["04T13:00:00", transfer("transfer_sent", "x2")],
      ),
    ).toEqual([
      ["resp#1", "met", "04T12:00:00"],
      ["resp#2", "running", "04T14:00:00"],
      ["res#1", "cancelled", "04T15:00:00"],
      ["res#2", "running", "04T17:00:00"],
    ]);
  });

  it("to two departments has clocks for each, and the answer of one leaves the other's running", () => {
    expect(
      told(
        "04T13:00:00",
        ["04T11:00:00", transfer("transfer_sent")],
        ["04T11:30:00", transfer("transfer_sent", "x2")],
        ["04T12:10:00", transfer("transfer_answered", "x2")],
      ),
    ).toEqual([
      ["resp#1", "running", "04T12:00:00"],
      ["resp#2", "met", "04T12:30:00"],
      ["res#1", "running", "04T15:00:00"],
      ["res#2", "met", "04T15:30:00"],
    ]);
  });

  it("ends for all with the solution, and one that is taken back alone", () => {
    const sent: Happening[] = [
      ["04T11:00:00", transfer("transfer_sent")],
      ["04T11:00:00", transfer("transfer_sent", "x2")],
    ];
    const standing = (now: string, ...more: Happening[]) => told(now, ...sent, ...more).map(([id, is]) => [id, is]);
    expect(standing("04T11:30:00", ["04T11:20:00", transfer("transfer_withdrawn", "x1")])).toEqual([
      ["resp#1", "cancelled"],
      ["resp#2", "running"],
      ["res#1", "cancelled"],
      ["res#2", "running"],
    ]);
    expect(standing("04T11:30:00", ["04T11:20:00", solved]).map(([, is]) => is)).toEqual(Array(4).fill("cancelled"));
  });

  it("is due sooner once the ticket is of high priority, counted from the sending", () => {
    const clocks = fold(
      [result, high],
      "04T12:00:00",
      ["04T11:00:00", transfer("transfer_sent")],
      ["04T11:45:00", priority("P1")],
    );
    expect(shownClocks(clocks).map(({ id, dueAt }) => [id, when(dueAt)])).toEqual([["high#1", "04T13:00:00"]]);
    expect(clocks).toHaveLength(2);
  });
});

describe("what the customer still owes (REQ: IN-10)", () => {
  const owed = line({ id: "owed", metric: "supplement", ms: 24 * HOUR_MS });
  const asked: Happening = ["04T11:00:00", { type: "supplement_asked", messageId: "m3", missing: ["version"] }];

  it("is due after the asking, and never puts the desk at risk", () => {
    const clocks = fold([owed], "06T12:00:00", asked);
    expect([only(clocks).state, when(only(clocks).breachedAt)]).toEqual(["running", "05T11:00:00"]);
    expect(promiseState(clocks, Date.parse("2026-03-06T12:00:00+08:00"))).toBe("kept");
    expect(clockTimers(clocks).map(({ kind }) => kind)).toEqual(["breach"]);
  });

  it("is kept by his answer", () => {
    const got: Happening = ["04T15:00:00", { type: "supplement_received", messageId: "m4" }];
    expect(only(fold([owed], "06T12:00:00", asked, got)).state).toBe("met");
  });
});

describe("the watch after a fix (REQ: HA-19)", () => {
  const watch = line({ id: "w", metric: "watch", ms: 24 * HOUR_MS, warn: [0.5], calendar: "always" });
  const fixed: Happening = ["04T12:00:00", solved];

  it("is kept by running out, and told then as a warning with share 1", () => {
    const running = fold([watch], "05T11:59:00", fixed);
    expect([only(running).state, when(only(running).dueAt)]).toEqual(["running", "05T12:00:00"]);
    expect(clockTimers(running).map(({ kind, share, at }) => [kind, share, when(at)])).toEqual([
      ["warn", 0.5, "05T00:00:00"],
      ["warn", 1, "05T12:00:00"],
    ]);
    const over = fold([watch], "05T12:00:00", fixed);
    expect([only(over).state, when(only(over).stoppedAt), only(over).breachedAt]).toEqual(["met", "05T12:00:00", null]);
    expect(clockTimers(over).map(({ kind, share }) => [kind, share])).toEqual([["warn", 1]]);
    const told: Happening = ["05T12:00:00", { type: "clock_warned", clockId: "w#1", lineId: "w", share: 1 }];
    expect(clockTimers(fold([watch], "05T12:01:00", fixed, told))).toEqual([]);
    expect(explainLedger(only(over)).countedMs).toBe(24 * HOUR_MS);
  });

  it("is broken by the customer's no, and begins anew with the next fix", () => {
    const no: Happening = ["04T20:00:00", { type: "not_solved", reasonDigest: null }];
    const again: Happening = ["04T22:00:00", { type: "solved", resultNoticeId: null }];
    const clocks = fold([watch], "05T13:00:00", fixed, no, again);
    expect(clocks.map(({ id, state: is, dueAt }) => [id, is, when(dueAt)])).toEqual([
      ["w#1", "missed", "05T12:00:00"],
      ["w#2", "running", "05T22:00:00"],
    ]);
    expect(when(clocks[0]?.breachedAt)).toBe("04T20:00:00");
    expect(clockTimers(clocks).map(({ clockId, kind }) => [clockId, kind])).toContainEqual(["w#1", "breach"]);
  });

  it("that ran out stays kept when the case comes back later, and is called off by closing before", () => {
    const back: Happening = ["05T13:00:00", { type: "reopened", by: "customer", reason: null }];
    expect(only(fold([watch], "06T12:00:00", fixed, back)).state).toBe("met");
    const early: Happening = ["04T13:00:00", { type: "closed", by: "agent", rule: null }];
    expect(only(fold([watch], "06T12:00:00", fixed, early)).state).toBe("cancelled");
  });

  it("is not broken by undoing a merge", () => {
    const merged: Happening[] = [
      ["04T13:00:00", { type: "merged_into", ticketId: "t2" }],
      ["04T13:00:00", { type: "closed", by: "merge", rule: null }],
      ["04T14:00:00", { type: "unmerged", ticketId: "t2" }],
      ["04T14:00:00", { type: "reopened", by: "unmerge", reason: null }],
    ];
    expect(only(fold([watch], "06T12:00:00", fixed, ...merged)).state).toBe("cancelled");
  });

  it("stands still while the line says so", () => {
    const pausing = { ...watch, pauses: ["waiting_customer"] as const };
    const waiting: Happening = ["04T13:00:00", state("waiting_customer")];
    expect(only(fold([pausing], "06T12:00:00", fixed, waiting)).state).toBe("paused");
  });
});

describe("what arrived outside (REQ: IN-04)", () => {
  const entered = line({ id: "in", metric: "channel_import", ms: 24 * HOUR_MS });
  const response = line({ id: "resp", ms: 30 * MINUTE_MS });

  it("is entered in time from its arrival, while the answer counts from the entry", () => {
    const clocks = foldArrived([entered, response], "04T10:05:00", "03T12:00:00");
    expect(clocks.map(({ id, state: is, startedAt, dueAt }) => [id, is, when(startedAt), when(dueAt)])).toEqual([
      ["in#1", "met", "03T12:00:00", "04T12:00:00"],
      ["resp#1", "running", "04T10:00:00", "04T10:30:00"],
    ]);
  });

  it("too late is missed, and told at once", () => {
    const clocks = foldArrived([entered], "04T10:00:00", "02T12:00:00");
    expect([only(clocks).state, when(only(clocks).breachedAt)]).toEqual(["missed", "03T12:00:00"]);
    expect(clockTimers(clocks).map(({ kind }) => kind)).toEqual(["breach"]);
  });

  it("makes no clock for what came in by itself", () => {
    expect(fold([entered], "04T10:05:00")).toEqual([]);
  });
});

describe("a call back (REQ: CL-07)", () => {
  const call = line({ id: "call", metric: "call_back", ms: 4 * HOUR_MS, calendar: "office", warn: [0.5] });
  const planned = (text: string): Happening => [
    "04T11:00:00",
    { type: "call_back_planned", plannedFor: Date.parse(`2026-03-${text}+08:00`), ownerId: "s1", purpose: null },
  ];

  it("is due its target after the planned moment, in working hours", () => {
    const clock = only(fold([call], "04T12:00:00", planned("05T16:00:00")));
    expect([clock.state, when(clock.dueAt)]).toEqual(["running", "06T11:00:00"]);
    expect(clock.warnAt.map(when)).toEqual(["05T18:00:00"]);
    expect(clock.ledger.map(({ kind, reason }) => [kind, reason])).toEqual([["paused", "planned"]]);
  });

  it("moves when it is planned anew", () => {
    const moved: Happening = ["04T14:00:00", planned("06T09:00:00")[1] as TicketEventBody];
    const clocks = fold([call], "04T15:00:00", planned("05T16:00:00"), moved);
    expect(clocks.map(({ state: is, dueAt }) => [is, when(dueAt)])).toEqual([
      ["cancelled", null],
      ["running", "06T14:30:00"],
    ]);
  });

  it("that was overdue stays missed when it is planned anew", () => {
    const again: Happening = ["06T15:00:00", planned("10T09:00:00")[1] as TicketEventBody];
    const clocks = fold([call], "06T16:00:00", planned("05T16:00:00"), again);
    expect(clocks.map(({ state: is, dueAt }) => [is, when(dueAt)])).toEqual([
      ["missed", "06T11:00:00"],
      ["running", "10T14:30:00"],
    ]);
  });

  it("outlives the closing, and is kept by calling, even before the moment", () => {
    const closed: Happening = ["04T12:00:00", { type: "closed", by: "customer", rule: null }];
    expect(only(fold([call], "04T15:00:00", planned("05T16:00:00"), closed)).state).toBe("running");
    const after = fold([call], "06T12:00:00", planned("05T16:00:00"), closed);
    expect(clockTimers(after, false).map(({ kind }) => kind)).toEqual(["breach"]);
    const done: Happening = ["05T10:00:00", { type: "call_back_done", messageId: "m8" }];
    expect(only(fold([call], "05T11:00:00", planned("05T16:00:00"), closed, done)).state).toBe("met");
    const dropped: Happening = ["05T10:00:00", { type: "call_back_dropped", reason: "客户不愿回访" }];
    expect(only(fold([call], "05T11:00:00", planned("05T16:00:00"), dropped)).state).toBe("cancelled");
    const late: Happening = ["06T13:00:00", { type: "call_back_done", messageId: "m8" }];
    expect(only(fold([call], "06T14:00:00", planned("05T16:00:00"), late)).state).toBe("missed");
  });
});
