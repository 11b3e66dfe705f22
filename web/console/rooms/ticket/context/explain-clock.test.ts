import { expect, test } from "vitest";
import type { ClockShape } from "../../../../../src/contract/ticket-shapes.ts";
import { explainClock } from "./explain-clock.ts";

const HOUR_MS = 3_600_000;
const START = Date.parse("2026-03-02T01:00:00.000Z");
const hour = (count: number) => new Date(START + count * HOUR_MS).toISOString();
const clock = (changes: Partial<ClockShape>): ClockShape => ({
  id: "c",
  lineId: "l",
  metric: "resolution",
  state: "running",
  startedAt: hour(0),
  dueAt: hour(10),
  stoppedAt: null,
  breachedAt: null,
  targetMs: 6 * HOUR_MS,
  source: null,
  calendarName: null,
  via: [],
  shown: true,
  ledger: [
    { from: hour(0), to: hour(2), kind: "counted", reason: null },
    { from: hour(2), to: hour(4), kind: "paused", reason: "waiting_customer" },
    { from: hour(4), to: hour(5), kind: "outside_hours", reason: null },
  ],
  ahead: [],
  ...changes,
});

test("the sums are those of the ledger, the rest up to the flag lies ahead (REQ: TR-04)", () => {
  const explained = explainClock(clock({}), START + 5 * HOUR_MS);
  expect(explained).toMatchObject({ countedMs: 2 * HOUR_MS, outsideMs: HOUR_MS, dueShare: 1, nowShare: 0.5 });
  expect(explained.pausedMs).toEqual([{ reason: "waiting_customer", ms: 2 * HOUR_MS }]);
  expect(explained.pieces.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["counted", 0, 0.2],
    ["paused", 0.2, 0.4],
    ["outside_hours", 0.4, 0.5],
    ["ahead", 0.5, 1],
  ]);
});

test("the night that lies ahead is no time that will count", () => {
  const ahead = [
    { from: hour(5), to: hour(6), kind: "counted" as const, reason: null },
    { from: hour(6), to: hour(9), kind: "outside_hours" as const, reason: null },
    { from: hour(9), to: hour(10), kind: "counted" as const, reason: null },
  ];
  const explained = explainClock(clock({ ahead }), START + 5 * HOUR_MS);
  expect(explained.pieces.slice(3).map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["ahead", 0.5, 0.6],
    ["closed_ahead", 0.6, 0.9],
    ["ahead", 0.9, 1],
  ]);
  expect(explained.aheadMs).toBe(2 * HOUR_MS);
});

test("what is counted after the flag is late", () => {
  const ledger = [{ from: hour(0), to: hour(8), kind: "counted" as const, reason: null }];
  const explained = explainClock(clock({ dueAt: hour(4), ledger }), START + 8 * HOUR_MS);
  expect(explained.pieces.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["counted", 0, 0.5],
    ["late", 0.5, 1],
  ]);
  expect(explained.dueShare).toBe(0.5);
});

test("a clock that just began, without a deadline, is no fault", () => {
  const explained = explainClock(clock({ dueAt: null, ledger: [] }), START);
  expect(explained).toMatchObject({ pieces: [], dueShare: null, countedMs: 0 });
});
