import { describe, expect, it } from "vitest";
import { line, fold, only, when, state, solved } from "../../../test/support/clock-story.ts";
import { HOUR_MS } from "../time/index.ts";
import { explainLedger } from "./index.ts";

describe("time that does not count", () => {
  const paused = line({ metric: "resolution", ms: 2 * HOUR_MS, pauses: ["waiting_customer"] });

  it("is that of the pausing states of the line", () => {
    const waiting = only(fold([paused], "04T20:00:00", ["04T11:00:00", state("waiting_customer")]));
    expect([waiting.state, waiting.dueAt]).toEqual(["paused", null]);
    const back = only(
      fold([paused], "04T20:00:00", ["04T11:00:00", state("waiting_customer")], ["04T19:00:00", state("open")]),
    );
    expect([back.state, when(back.dueAt)]).toEqual(["running", "04T20:00:00"]);
    const { countedMs, pausedMs, remainingMs } = explainLedger(back);
    expect([countedMs, pausedMs, remainingMs]).toEqual([2 * HOUR_MS, 8 * HOUR_MS, 0]);
    const other = only(fold([paused], "04T20:00:00", ["04T11:00:00", state("waiting_department")]));
    expect(when(other.dueAt)).toBe("04T12:00:00");
  });

  it("comes out right when the pause begins outside hours", () => {
    const inOffice = line({ metric: "resolution", ms: 3 * HOUR_MS, pauses: ["waiting_customer"], calendar: "office" });
    const clock = only(
      fold(
        [inOffice],
        "05T20:00:00",
        ["04T12:30:00", state("waiting_customer")],
        ["05T08:00:00", state("open")],
        ["05T08:30:00", solved],
      ),
    );
    expect([clock.state, when(clock.dueAt)]).toEqual(["met", "05T10:00:00"]);
    expect(explainLedger(clock).countedMs).toBe(2 * HOUR_MS);
    const later = only(
      fold([inOffice], "06T20:00:00", ["04T11:30:00", state("waiting_customer")], ["04T22:00:00", state("open")]),
    );
    expect(when(later.dueAt)).toBe("05T10:30:00");
  });

  it("keeps a breach that came before the pause", () => {
    const clock = only(fold([paused], "05T00:00:00", ["04T13:00:00", state("waiting_customer")]));
    expect([clock.state, when(clock.breachedAt), when(clock.dueAt)]).toEqual(["paused", "04T12:00:00", "04T12:00:00"]);
  });
});
