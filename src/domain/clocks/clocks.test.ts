import { describe, expect, it } from "vitest";
import {
  alwaysOpen,
  compileCalendar,
  HOUR_MS,
  MINUTE_MS,
  type CompiledCalendar,
  type WorkingCalendar,
} from "../time/index.ts";
import type { TicketEvent, TicketEventBody, TicketFacts } from "../ticket/ticket-event.ts";
import {
  clockEvents,
  clockTimers,
  explainLedger,
  foldClocks,
  nextDue,
  promiseState,
  shownClocks,
  type Clock,
  type PromiseLine,
} from "./index.ts";

const at = (text: string) => Date.parse(`2026-03-${text}+08:00`);
// All stories begin on Wednesday 4 March 2026 at 10:00 in Shanghai.

const compiled = (calendar: WorkingCalendar): CompiledCalendar => {
  const answer = compileCalendar(calendar);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
};
const day = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13.5 * 60, to: 18 * 60 },
];
const office: WorkingCalendar = {
  id: "office",
  zone: "Asia/Shanghai",
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
  exceptions: [{ from: "2026-03-09", to: "2026-03-09", shifts: [], name: { zh: "厂庆", en: "Founding day" } }],
};
const never: WorkingCalendar = {
  ...office,
  id: "never",
  weekly: { ...office.weekly, mon: [], tue: [], wed: [], thu: [], fri: [] },
  exceptions: [],
};
const calendars = new Map(
  [alwaysOpen("Asia/Shanghai"), office, never].map((calendar) => [calendar.id, compiled(calendar)]),
);

const line = (given: Partial<PromiseLine> & { ms?: number }): PromiseLine => ({
  id: "line",
  metric: "first_response",
  title: { zh: "时限", en: "Promise" },
  when: [],
  target: { type: "within", ms: given.ms ?? 30 * MINUTE_MS },
  calendar: "always",
  pauses: [],
  warn: [0.5, 0.8],
  onWarn: [],
  onBreach: [],
  via: [],
  source: "test",
  ...given,
});

const facts: TicketFacts = {
  kind: "fault",
  categoryId: "fault.software.crash",
  priority: "P2",
  tier: "basic",
  channel: "email",
  state: "new",
  tags: [],
  level: "L1",
  agreement: null,
  complaintUrgency: null,
};

type Happening = [text: string, body: TicketEventBody, actor?: TicketEvent["actor"]];
const staff = { kind: "staff", id: "s1" } as const;

const history = (...happenings: Happening[]): TicketEvent[] =>
  [["04T10:00:00", { type: "opened", facts, contactId: "c1", subjectDigest: "" }] as Happening, ...happenings].map(
    ([text, body, actor], index) => ({ seq: index + 1, at: at(text), actor: actor ?? staff, body }),
  );

const fold = (lines: readonly PromiseLine[], now: string, ...happenings: Happening[]): Clock[] =>
  foldClocks({ lines, calendars, events: clockEvents(history(...happenings)), now: at(now) });

const only = (clocks: readonly Clock[]): Clock => {
  expect(clocks).toHaveLength(1);
  return clocks[0] as Clock;
};
const when = (ms: number | null | undefined) =>
  ms == null ? null : new Date(ms + 8 * HOUR_MS).toISOString().slice(8, 19);

const state = (to: TicketFacts["state"]): TicketEventBody => ({
  type: "facts_changed",
  changes: { state: to },
  reason: null,
});
const priority = (to: TicketFacts["priority"]): TicketEventBody => ({
  type: "facts_changed",
  changes: { priority: to },
  reason: null,
});
const sent = (
  kind: "reply" | "acknowledgement" | "progress_update" | "reminder" | "survey",
  messageId = "m1",
): TicketEventBody => ({ type: "message_sent", messageId, kind });
const heard: TicketEventBody = { type: "customer_message", messageId: "m0", automatic: false };
const solved: TicketEventBody = { type: "solved", resultNoticeId: "r1" };
const notSolved: TicketEventBody = { type: "not_solved", reasonDigest: null };

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
      fold([next], "04T14:00:00", ["04T10:10:00", sent("reply")], ["04T11:00:00", { ...heard, automatic: true }]),
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
