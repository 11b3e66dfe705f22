import { describe, expect, it } from "vitest";
import { facts, fold, line, only, priority, sent, state, when } from "../../../test/support/clock-story.ts";
import type { TicketEventBody, TicketFacts } from "../ticket/ticket-event.ts";
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

  it.each<[fact: string, when: PromiseLine["when"][number], changes: Partial<TicketFacts>]>([
    ["tier", { tier: ["strategic"] }, { tier: "strategic" }],
    ["kind", { kind: ["complaint"] }, { kind: "complaint" }],
    ["category", { category: ["usage"] }, { categoryId: "usage.operate" }],
    ["tag", { tag: ["outage"] }, { tags: ["outage"] }],
    ["level", { level: ["L2"] }, { level: "L2" }],
    ["agreement", { agreement: ["gold"] }, { agreement: "gold" }],
    ["urgency of a complaint", { complaint_urgency: ["high"] }, { complaintUrgency: "high" }],
  ])("a new %s brings its promise, counted from the opening, and takes it away again", (_, condition, changes) => {
    const other = line({ id: "other", metric: "resolution", when: [condition], ms: 2 * HOUR_MS });
    const change = (to: Partial<TicketFacts>): TicketEventBody => ({
      type: "facts_changed",
      changes: to,
      reason: null,
    });
    const gone = Object.fromEntries(Object.keys(changes).map((key) => [key, facts[key as keyof TicketFacts]]));
    expect(fold([other], "04T10:30:00")).toEqual([]);
    const came = only(fold([other], "04T11:30:00", ["04T11:00:00", change(changes)]));
    expect([came.state, when(came.startedAt), when(came.dueAt)]).toEqual(["running", "04T10:00:00", "04T12:00:00"]);
    const left = only(fold([other], "04T13:00:00", ["04T11:00:00", change(changes)], ["04T11:45:00", change(gone)]));
    expect([left.state, when(left.stoppedAt), left.breachedAt]).toEqual(["cancelled", "04T11:45:00", null]);
  });

  it("an agreement of none is a condition too", () => {
    const none = line({ when: [{ agreement: ["none"] }] });
    expect(fold([none], "04T10:01:00")).toHaveLength(1);
    const bought: TicketEventBody = { type: "facts_changed", changes: { agreement: "gold" }, reason: null };
    expect(only(fold([none], "04T10:10:00", ["04T10:05:00", bought])).state).toBe("cancelled");
  });

  it("a calendar that changes is counted by from the beginning, pauses kept", () => {
    const paused = line({
      id: "c",
      metric: "resolution",
      ms: 3 * HOUR_MS,
      pauses: ["waiting_customer"],
      calendar: "office",
    });
    const story: [string, TicketEventBody][] = [
      ["04T11:00:00", state("waiting_customer")],
      ["04T14:00:00", state("open")],
    ];
    expect(when(only(fold([paused], "04T15:00:00", ...story)).dueAt)).toBe("04T16:00:00");
    // Without a lunch hour the same two hours and the same pause end at the same moment as on the clock of the wall.
    expect(when(only(fold([{ ...paused, calendar: "always" }], "04T15:00:00", ...story)).dueAt)).toBe("04T16:00:00");
    const late = { ...paused, ms: 7 * HOUR_MS, target: { type: "within" as const, ms: 7 * HOUR_MS } };
    expect(when(only(fold([late], "04T15:00:00", ...story)).dueAt)).toBe("05T11:00:00");
    expect(when(only(fold([{ ...late, calendar: "always" }], "04T15:00:00", ...story)).dueAt)).toBe("04T20:00:00");
  });

  it("splitting a message off leaves the promises of the case as they are", () => {
    const p = line({ metric: "resolution", ms: 2 * HOUR_MS });
    const split: TicketEventBody = { type: "split_off", ticketId: "t2", messageId: "m2" };
    expect(fold([p], "04T11:00:00", ["04T10:30:00", split, { kind: "system" }])).toEqual(fold([p], "04T11:00:00"));
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
