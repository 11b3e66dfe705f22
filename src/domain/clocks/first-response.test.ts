import { describe, expect, it } from "vitest";
import { line, fold, only, when, sent } from "../../../test/support/clock-story.ts";
import { HOUR_MS, MINUTE_MS } from "../time/index.ts";

describe("a first response", () => {
  it("is due after its target, warned before, and met by a reply but not by an acknowledgement", () => {
    const running = only(fold([line({})], "04T10:10:00", ["04T10:01:00", sent("acknowledgement")]));
    expect([running.id, running.state, when(running.dueAt)]).toEqual(["line#1", "running", "04T10:30:00"]);
    expect(running.warnAt.map(when)).toEqual(["04T10:15:00", "04T10:24:00"]);
    const met = only(fold([line({})], "04T12:00:00", ["04T10:20:00", sent("reply")]));
    expect([met.state, when(met.stoppedAt), met.breachedAt]).toEqual(["met", "04T10:20:00", null]);
  });

  it("is kept by an answer at the due moment and missed by one after it", () => {
    const kept = only(fold([line({})], "04T12:00:00", ["04T10:30:00", sent("reply")]));
    expect(kept.state).toBe("met");
    const late = only(fold([line({})], "04T12:00:00", ["04T10:30:01", sent("reply")]));
    expect([late.state, when(late.breachedAt)]).toEqual(["missed", "04T10:30:00"]);
  });

  it("is broken at its due moment while nobody answers, and still runs", () => {
    const overdue = only(fold([line({})], "04T10:30:00"));
    expect([overdue.state, when(overdue.breachedAt), when(overdue.dueAt)]).toEqual([
      "running",
      "04T10:30:00",
      "04T10:30:00",
    ]);
  });

  it("runs again when the reply is withdrawn before it left", () => {
    const back = only(
      fold(
        [line({})],
        "04T10:11:00",
        ["04T10:10:00", sent("reply")],
        ["04T10:10:05", { type: "message_withdrawn", messageId: "m1" }],
      ),
    );
    expect([back.state, when(back.dueAt)]).toEqual(["running", "04T10:30:00"]);
  });

  it("counts office hours only, and names the closure in the ledger", () => {
    const clock = only(fold([line({ calendar: "office", ms: 14 * HOUR_MS + 30 * MINUTE_MS })], "11T00:00:00"));
    // Wednesday 10:00 to 18:00 is 6.5 h, Thursday 7.5 h, Friday half an hour.
    expect(when(clock.dueAt)).toBe("06T09:30:00");
    const weekend = clock.ledger.find(({ names }) => names.length > 0);
    expect([weekend?.kind, when(weekend?.from), when(weekend?.to)]).toEqual([
      "outside_hours",
      "06T18:00:00",
      "10T09:00:00",
    ]);
    expect(weekend?.names).toEqual([{ zh: "厂庆", en: "Founding day" }]);
  });

  it("says why it can never be due", () => {
    const clock = only(fold([line({ calendar: "never" })], "11T00:00:00"));
    expect([clock.dueAt, clock.problem?.code, clock.state]).toEqual([null, "calendar_never_opens", "running"]);
    expect(only(fold([line({ calendar: "lost" })], "11T00:00:00")).problem?.code).toBe("calendar_missing");
  });
});
