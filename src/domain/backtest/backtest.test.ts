import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClockEvent, PromiseLine } from "../clocks/index.ts";
import type { Pack } from "../sop/index.ts";
import { factsFrom } from "../ticket/ticket-facts.ts";
import { alwaysOpen, compileCalendar } from "../time/index.ts";
import { syntheticHistory } from "../../../test/support/synthetic-history.ts";
import { compiledCalendars, shippedPack } from "../../../test/support/shipped-pack.ts";
import { emptyTally, mergeTally, prepareBench, resultOf, tallyTicket } from "./index.ts";
import type { HistorySource, TicketHistory, Trial } from "./ticket-history.ts";

const BUSY_MACHINE_MS = 60_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 08:00 in Shanghai. */
const START = Date.UTC(2025, 2, 3);
const UNTIL = START + 10 * HOUR;

const always = compileCalendar(alwaysOpen("Asia/Shanghai"));
const calendars = new Map(always.ok ? [["always", always.value]] : []);

const facts = factsFrom({
  kind: "fault",
  categoryId: "fault.software",
  priority: "P1",
  tier: "basic",
  channel: "email",
  state: "open",
  tags: [],
});

const line = (minutes: number, given: Partial<PromiseLine> = {}): PromiseLine => ({
  id: "first",
  metric: "first_response",
  title: { zh: "首次响应", en: "First response" },
  when: [],
  target: { type: "within", ms: minutes * MINUTE },
  calendar: "always",
  pauses: [],
  warn: [0.5],
  onWarn: [{ do: "notify", whom: "owner", noticeId: null }],
  onBreach: [{ do: "notify", whom: "leader", noticeId: null }],
  via: [],
  source: "test",
  ...given,
});

const common = shippedPack("common");
const pack = (id: string, promises: PromiseLine[]): Pack => ({ ...common, id, promises });

const trial = (current: Pack, candidate: Pack, given: Partial<Trial> = {}): Trial => ({
  current: { pack: current, digest: "a", calendars },
  candidate: { pack: candidate, digest: "b", calendars },
  zone: "Asia/Shanghai",
  until: UNTIL,
  showAll: false,
  ...given,
});

/** The whole history by one tally, ticket after ticket. */
function backtest(history: Iterable<TicketHistory>, given: Trial & { source: () => HistorySource }) {
  const [bench, tally] = [prepareBench(given), emptyTally()];
  for (const ticket of history) tallyTicket(tally, bench, ticket);
  return resultOf(tally, given, given.source());
}

const source = () => ({
  source: "csv" as const,
  name: "x.csv",
  ticketsLeftOut: 0,
  malformed: { count: 0, reasons: [], first: [] },
  notes: [],
});

const ticket = (
  name: string,
  team: string | null,
  openedAt: number,
  then: [number, ClockEventOf][],
): TicketHistory => ({
  name,
  team,
  events: [
    { at: openedAt, type: "opened", facts },
    ...then.map(([minutes, event]) => ({ at: openedAt + minutes * MINUTE, ...event }) as ClockEvent),
  ],
});
type ClockEventOf = { type: "answered"; kind: "reply" } | { type: "solved" } | { type: "closed" };
const ANSWER: ClockEventOf = { type: "answered", kind: "reply" };

/** Answered after 10, 25 and 50 minutes, and not at all. */
const HISTORY = [
  ticket("T1", "一组", START, [
    [10, ANSWER],
    [60, { type: "solved" }],
  ]),
  ticket("T2", "一组", START + HOUR, [
    [25, ANSWER],
    [90, { type: "solved" }],
  ]),
  ticket("T3", "二组", START + 2 * HOUR, [
    [50, ANSWER],
    [120, { type: "solved" }],
  ]),
  ticket("T4", null, UNTIL - 15 * MINUTE, []),
];

describe("a back-test of three answered cases and one that waits, 30 against 20 minutes", () => {
  const run = () => backtest(HISTORY, { ...trial(pack("slow", [line(30)]), pack("quick", [line(20)])), source });

  it("counts kept, missed and running, and how late", () => {
    const { totals, tickets } = run();
    // Under 30 minutes: 10 and 25 kept, 50 late by 20; 15 minutes after its opening the fourth still runs.
    expect(totals.current).toEqual({
      clocks: 4,
      kept: 2,
      missed: 1,
      cancelled: 0,
      running: 1,
      keptShare: 2 / 3,
      lateMs: { p50: 20 * MINUTE, p90: 20 * MINUTE, max: 20 * MINUTE },
    });
    // Under 20: 10 kept, 25 late by 5, 50 by 30; the median of two is the smaller.
    expect(totals.candidate).toEqual({
      clocks: 4,
      kept: 1,
      missed: 2,
      cancelled: 0,
      running: 1,
      keptShare: 1 / 3,
      lateMs: { p50: 5 * MINUTE, p90: 30 * MINUTE, max: 30 * MINUTE },
    });
    expect(tickets).toEqual({ current: { broken: 1 }, candidate: { broken: 2 }, better: 0, worse: 2, same: 2 });
  });

  it("tells teams, categories, hours and lines apart", () => {
    const { figures } = run();
    const missed = (rows: typeof figures.teams) =>
      rows.map(({ id, current, candidate }) => [id, current.missed, candidate.missed]);
    expect(missed(figures.teams)).toEqual([
      ["一组", 0, 1],
      ["", 0, 0],
      ["二组", 1, 1],
    ]);
    expect(missed(figures.categories)).toEqual([["fault.software", 1, 2]]);
    expect(figures.categories[0]?.name.en).not.toBe("fault.software");
    // 08:00, 09:00 and 10:00 in Shanghai, and 17:45.
    expect(missed(figures.hours).filter((_, hour) => [8, 9, 10, 17].includes(hour))).toEqual([
      ["08", 0, 0],
      ["09", 0, 1],
      ["10", 1, 1],
      ["17", 0, 0],
    ]);
    expect(figures.hours).toHaveLength(24);
    expect(missed(figures.lines)).toEqual([["first", 1, 2]]);
  });

  it("counts what the rules would have done", () => {
    const { actions } = run();
    // Warned at half: 15 minutes (cases 2, 3 and, at the very end, not yet 4) against 10 minutes (2, 3 and 4, not 1 which ends then).
    expect(actions.map(({ do: what, when, current, candidate }) => [what, when, current, candidate])).toEqual([
      ["notify", "warn", 2, 3],
      ["notify", "breach", 1, 2],
    ]);
    expect(actions[0]?.says.zh).toContain("负责人");
  });

  it("knows how many were open and overdue at each full hour", () => {
    const { workInProgress } = run();
    expect(workInProgress.from).toBe(START);
    expect(workInProgress.stepMs).toBe(HOUR);
    // 08:00 T1 · 09:00 T2, T1 is solved then · 10:00 T2 and T3 · 11:00 T3, which is solved at 12:00 · 18:00 T4.
    expect(workInProgress.open).toEqual([1, 1, 2, 1, 0, 0, 0, 0, 0, 0, 1]);
    expect(workInProgress.overdue.candidate.every((number) => number === 0)).toBe(true);
  });

  it("shows the tickets that differ, the largest difference first, with both ledgers", () => {
    const { differing } = run();
    // T3: 20 against 30 minutes late; T2: 0 against 5. T1 and T4 are only due earlier.
    expect(
      differing.map(({ name, differenceMs, lateMs }) => [name, differenceMs / MINUTE, lateMs.candidate / MINUTE]),
    ).toEqual([
      ["T3", 10, 30],
      ["T2", 5, 5],
      ["T1", 0, 0],
      ["T4", 0, 0],
    ]);
    const [current, candidate] = [differing[0]?.clocks.current[0], differing[0]?.clocks.candidate[0]];
    expect([current?.lateMs, candidate?.lateMs]).toEqual([20 * MINUTE, 30 * MINUTE]);
    expect(candidate?.ledger).toEqual([
      { from: START + 2 * HOUR, to: START + 2 * HOUR + 50 * MINUTE, kind: "counted", reason: null, names: [] },
    ]);
    expect(candidate?.target).toEqual({ zh: "20 分钟", en: "20 min" });
  });
});

describe("a back-test", { timeout: BUSY_MACHINE_MS }, () => {
  it("counts an overdue hour once for a ticket, whatever number of its promises is broken", () => {
    const both = [line(30), line(40, { id: "second" })];
    const history = [ticket("T", null, START, [[300, ANSWER]])];
    const { workInProgress, tickets } = backtest(history, {
      ...trial(pack("a", [line(30)]), pack("b", both)),
      source,
    });
    // Broken from 08:30 and 08:40 to 13:00: 09:00, 10:00, 11:00 and 12:00.
    expect(workInProgress.overdue.candidate).toEqual([0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(workInProgress.overdue.current).toEqual(workInProgress.overdue.candidate);
    expect(tickets.candidate.broken).toBe(1);
  });

  it("keeps the customer's own promises out of the desk's figures", () => {
    const confirmation = line(30, { id: "c", metric: "confirmation" });
    const history = [ticket("T", null, START, [[10, { type: "solved" }]])];
    const { totals, figures } = backtest(history, { ...trial(pack("a", []), pack("b", [confirmation])), source });
    expect(totals.candidate.clocks).toBe(0);
    expect(figures.metrics.map(({ id, candidate }) => [id, candidate.missed])).toEqual([["confirmation", 1]]);
  });

  it("tells of a line that came to apply after its due moment that it broke, and no warnings", () => {
    const urgent = line(30, { when: [{ priority: ["P0"] }] });
    const history: TicketHistory[] = [
      {
        name: "T",
        team: null,
        events: [
          { at: START, type: "opened", facts },
          { at: START + HOUR, type: "facts_changed", changes: { priority: "P0" } },
          { at: START + 2 * HOUR, type: "answered", kind: "reply" },
        ],
      },
    ];
    const { actions, totals } = backtest(history, { ...trial(pack("a", []), pack("b", [urgent])), source });
    expect(actions.map(({ when, candidate }) => [when, candidate])).toEqual([["breach", 1]]);
    expect(totals.candidate.lateMs?.max).toBe(HOUR);
  });

  it("shows every ticket when asked to, and says nothing of one without an opening", () => {
    const same = pack("a", [line(30)]);
    const given = { ...trial(same, same, { showAll: true }), source };
    const result = backtest([...HISTORY, { name: "T9", team: null, events: [] }], given);
    expect(result.differing.map(({ name }) => name)).toEqual(["T1", "T2", "T3", "T4"]);
    expect(result.history.tickets).toBe(4);
    expect(backtest(HISTORY, { ...given, showAll: false }).differing).toEqual([]);
  });

  it("sums up the teams beyond the first 500 as one row", () => {
    const many = Array.from({ length: 503 }, (_, index) =>
      ticket(`T${index}`, `team ${String(index).padStart(3, "0")}`, START, [[40, ANSWER]]),
    );
    const { figures } = backtest(many, { ...trial(pack("a", [line(30)]), pack("b", [line(20)])), source });
    expect(figures.teams).toHaveLength(501);
    expect(figures.teams.at(-1)).toMatchObject({
      name: { en: "3 others" },
      current: { missed: 3 },
      candidate: { missed: 3 },
    });
  });

  it("gives the same bytes for the same history, cut into any parts and put together in any order", () => {
    const calendarBook = compiledCalendars();
    const side = (id: string) => ({ pack: shippedPack(id), digest: id, calendars: calendarBook });
    const given: Trial = {
      ...trial(pack("a", []), pack("b", [])),
      current: side("service-centre"),
      candidate: side("standard"),
      until: Date.UTC(2025, 3, 1),
    };
    const history = [...syntheticHistory(120)];
    const bench = prepareBench(given);
    const tallyOf = (tickets: readonly TicketHistory[]) => {
      const tally = emptyTally();
      for (const one of tickets) tallyTicket(tally, bench, one);
      return tally;
    };
    const whole = JSON.stringify(resultOf(tallyOf(history), given, source()));
    expect(JSON.parse(whole)).toMatchObject({ history: { tickets: 120 } });
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 }), { minLength: 120, maxLength: 120 }), (parts) => {
        const tally = emptyTally();
        for (const part of [2, 0, 3, 1])
          mergeTally(tally, tallyOf(history.filter((_, index) => parts[index] === part)));
        return JSON.stringify(resultOf(tally, given, source())) === whole;
      }),
      { numRuns: 10 },
    );
  });
});
