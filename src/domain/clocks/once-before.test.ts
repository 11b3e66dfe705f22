import { describe, expect, it } from "vitest";
import {
  fold,
  line,
  notSolved,
  priority,
  sent,
  solved,
  state,
  when,
  type Happening,
} from "../../../test/support/clock-story.ts";
import type { TicketEventBody } from "../ticket/ticket-event.ts";
import { HOUR_MS } from "../time/index.ts";

/** News once before the resolution is due. REQ: HA-06 */
describe("what must come before something else", () => {
  const once = line({
    id: "once",
    metric: "progress_update",
    target: { type: "once_before", metric: "resolution" },
    pauses: ["waiting_customer"],
    warn: [],
  });
  const p1 = line({ id: "p1", metric: "resolution", when: [{ priority: ["P1"] }], ms: 2 * HOUR_MS });
  const p2 = line({ id: "p2", metric: "resolution", when: [{ priority: ["P2"] }], ms: 24 * HOUR_MS });
  const seen = (now: string, ...happenings: Happening[]) =>
    fold([once, p1, p2], now, ...happenings)
      .filter(({ lineId }) => lineId === "once")
      .map(({ state: is, dueAt, breachedAt }) => [is, when(dueAt), when(breachedAt)]);
  const news = sent("progress_update", "m2");

  it("keeps the verdict of its cycle when the ticket is reopened, whatever is due then", () => {
    const late: Happening[] = [
      ["04T10:01:00", priority("P1")],
      ["04T12:30:00", news],
      ["04T13:00:00", solved],
    ];
    expect(seen("04T13:00:00", ...late)).toEqual([["missed", "04T12:00:00", "04T12:00:00"]]);
    expect(seen("04T14:30:00", ...late, ["04T14:00:00", notSolved])).toEqual([
      ["missed", "04T12:00:00", "04T12:00:00"],
      ["running", "04T16:00:00", null],
    ]);
  });

  it("stays broken when a laxer promise takes the place of the one that was due", () => {
    const story: Happening[] = [
      ["04T10:01:00", priority("P1")],
      ["04T12:30:00", priority("P2")],
    ];
    expect(seen("04T13:00:00", ...story)).toEqual([["running", "04T12:00:00", "04T12:00:00"]]);
  });

  it("follows the strictest that runs, never one that is over", () => {
    const story: Happening[] = [
      ["04T10:10:00", priority("P1")],
      ["04T11:00:00", priority("P2")],
    ];
    expect(seen("04T10:30:00", ...story)).toEqual([["running", "04T12:00:00", null]]);
    expect(seen("04T13:00:00", ...story)).toEqual([["running", "05T10:00:00", null]]);
    const closed: Happening[] = [
      ["04T11:00:00", sent("reply")],
      ["04T11:30:00", solved],
    ];
    expect(seen("04T13:00:00", ...closed)).toEqual([["cancelled", "05T10:00:00", null]]);
  });

  it("does not break by what was due before its own line applied and does not apply with it", () => {
    const high = { ...once, when: [{ priority: ["P1" as const] }] };
    const low = line({ id: "low", metric: "resolution", when: [{ priority: ["P2"] }], ms: HOUR_MS });
    const story: Happening[] = [
      ["04T11:00:00", priority("P1")],
      ["04T12:00:00", priority("P2")],
    ];
    const clock = fold([high, low], "04T13:00:00", ...story).find(({ lineId }) => lineId === "once");
    expect([clock?.state, clock?.breachedAt]).toEqual(["cancelled", null]);
  });

  it("does not break while its own time stands still, but as soon as it goes on", () => {
    const waiting: Happening[] = [
      ["04T10:01:00", priority("P1")],
      ["04T11:00:00", state("waiting_customer")],
    ];
    expect(seen("04T12:30:00", ...waiting)).toEqual([["paused", null, null]]);
    expect(seen("04T14:00:00", ...waiting, ["04T13:00:00", state("open")])).toEqual([
      ["running", "04T13:00:00", "04T13:00:00"],
    ]);
  });

  it("planned for a moment breaks then, not when it is planned, though what it must come before is overdue", () => {
    const call = line({ id: "call", metric: "call_back", target: { type: "once_before", metric: "resolution" } });
    const plan: TicketEventBody = {
      type: "call_back_planned",
      plannedFor: Date.parse("2026-03-05T15:00:00+08:00"),
      ownerId: "s1",
      purpose: null,
    };
    const broken = (now: string) => {
      const clock = fold([p2, call], now, ["05T11:00:00", plan]).find(({ lineId }) => lineId === "call");
      return [when(clock?.dueAt), when(clock?.breachedAt)];
    };
    expect(broken("05T12:00:00")).toEqual(["05T15:00:00", null]);
    expect(broken("05T15:00:00")).toEqual(["05T15:00:00", "05T15:00:00"]);
  });

  it("is not due because what is waited out was broken", () => {
    const watch = line({ id: "watch", metric: "watch", ms: 24 * HOUR_MS });
    const remedy = line({ id: "remedy", metric: "analysis", target: { type: "once_before", metric: "watch" } });
    const taken: TicketEventBody = { type: "assigned", teamId: "t", assigneeId: "s", reason: null };
    const happenings: Happening[] = [
      ["04T11:00:00", solved],
      ["04T12:00:00", taken],
      ["04T13:00:00", notSolved],
    ];
    const clock = fold([watch, remedy], "04T14:00:00", ...happenings).find(({ lineId }) => lineId === "remedy");
    expect([clock?.state, clock?.dueAt, clock?.breachedAt]).toEqual(["running", null, null]);
    const before = fold([watch, remedy], "04T12:30:00", ...happenings).find(({ lineId }) => lineId === "remedy");
    expect(when(before?.dueAt)).toBe("05T11:00:00");
  });

  it("has nothing to come before where nothing of that metric runs", () => {
    const [clock] = fold([once], "04T12:00:00");
    expect([clock?.state, clock?.dueAt]).toEqual(["running", null]);
  });
});
