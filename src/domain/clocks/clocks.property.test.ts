import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryCalendar } from "../../../test/support/arbitrary-calendar.ts";
import { walkClocks, WALKED_METRICS } from "../../../test/support/clock-walker.ts";
import { alwaysOpen, compileCalendar, MINUTE_MS, type CompiledCalendar } from "../time/index.ts";
import type { TicketFacts } from "../ticket/ticket-event.ts";
import { explainLedger, foldClocks, type Clock, type ClockEvent, type PromiseLine } from "./index.ts";
import { plainFacts } from "../../../test/support/plain-facts.ts";

// 2026-03-08: the hour from 02:00 is skipped in New York.
const START = Date.parse("2026-03-06T02:00Z");
const WALKED_MINUTES = 4_000;

type Metric = (typeof WALKED_METRICS)[number];
type Make = (at: number) => ClockEvent;

const changes =
  (given: Partial<TicketFacts>): Make =>
  (at) => ({ at, type: "facts_changed", changes: given });
const plain =
  (type: "solved" | "reopened" | "not_solved" | "closed" | "merged" | "unmerged"): Make =>
  (at) => ({
    at,
    type,
  });
const ANY: readonly Make[] = [
  changes({ state: "open" }),
  changes({ state: "waiting_customer" }),
  changes({ state: "waiting_department" }),
  changes({ priority: "P1" }),
  changes({ priority: "P2" }),
  plain("solved"),
  plain("reopened"),
  plain("not_solved"),
  plain("closed"),
  plain("merged"),
  plain("unmerged"),
  (at) => ({ at, type: "answered", kind: "reply" }),
  (at) => ({ at, type: "acknowledged" }),
];
const transfers = ["x1", "x2"].flatMap((subject): Make[] => [
  (at) => ({ at, type: "transfer_sent", subject }),
  (at) => ({ at, type: "transfer_accepted", subject }),
  (at) => ({ at, type: "transfer_returned", subject }),
  (at) => ({ at, type: "transfer_answered", subject }),
  (at) => ({ at, type: "transfer_withdrawn", subject }),
]);
/** What a metric lives on, so that its stories are not empty. */
const OWN: Partial<Record<Metric, readonly Make[]>> = {
  transfer_response: transfers,
  transfer_result: transfers,
  next_response: [(at) => ({ at, type: "customer_message" }), (at) => ({ at, type: "confirmed" })],
  progress_update: [(at) => ({ at, type: "answered", kind: "progress_update" })],
  supplement: [(at) => ({ at, type: "supplement_asked" }), (at) => ({ at, type: "supplement_received" })],
  watch: [plain("solved"), plain("not_solved")],
  call_back: [
    (at) => ({ at, type: "call_back_planned", plannedFor: at + 90 * MINUTE_MS }),
    (at) => ({ at, type: "call_back_planned", plannedFor: at }),
    (at) => ({ at, type: "call_back_done" }),
    (at) => ({ at, type: "call_back_dropped" }),
  ],
};

const facts = plainFacts;

/** Minutes rise by at least one, so that the walker sees one event a minute. */
const storyOf = (metric: Metric): fc.Arbitrary<ClockEvent[]> =>
  fc
    .record({
      waitedMinutes: fc.integer({ min: 1, max: 900 }),
      happenings: fc.array(
        fc.tuple(
          fc.integer({ min: 1, max: 700 }),
          fc.constantFrom(...ANY, ...(OWN[metric] ?? []), ...(OWN[metric] ?? [])),
        ),
        { maxLength: 9 },
      ),
    })
    .map(({ waitedMinutes, happenings }) => {
      let at = START;
      const list: ClockEvent[] = metric === "channel_import" ? [{ at, type: "arrived", facts }] : [];
      if (metric === "channel_import") at += waitedMinutes * MINUTE_MS;
      list.push({ at, type: "opened", facts });
      for (const [gap, make] of happenings) list.push(make((at += gap * MINUTE_MS)));
      return withoutChangesWhileMerged(list);
    });

/** Nobody changes a ticket that is merged into another. */
function withoutChangesWhileMerged(list: readonly ClockEvent[]): ClockEvent[] {
  let merged = false;
  return list.filter(({ type }) => {
    if (type === "merged" || type === "unmerged") merged = type === "merged";
    return !merged || type !== "facts_changed";
  });
}

const scene = fc.constantFrom(...WALKED_METRICS).chain((metric) =>
  fc
    .record({
      minutes: fc.integer({ min: 1, max: 900 }),
      again: fc.constant(metric === "progress_update"),
      calendar: fc.oneof(fc.constant(alwaysOpen("Asia/Shanghai", "any")), arbitraryCalendar(START)),
      pauses: fc.subarray(["waiting_customer" as const, "waiting_department" as const]),
      when: fc.constantFrom<PromiseLine["when"]>([], [], [{ priority: ["P1"] }], [{ priority: ["P2"] }]),
      events: storyOf(metric),
      now: fc.integer({ min: 0, max: WALKED_MINUTES }).map((each) => START + each * MINUTE_MS),
    })
    .map(({ calendar, events, now, ...given }) => ({ line: asLine({ metric, ...given }), calendar, events, now })),
);
type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;

const asLine = (
  given: { metric: PromiseLine["metric"]; minutes: number; again: boolean } & Pick<PromiseLine, "pauses" | "when">,
): PromiseLine => ({
  id: "line",
  metric: given.metric,
  title: { zh: "时限", en: "Promise" },
  calendar: "any",
  when: given.when,
  pauses: given.pauses,
  target: { type: given.again ? "every" : "within", ms: given.minutes * MINUTE_MS },
  warn: [],
  onWarn: [],
  onBreach: [],
  via: [],
  source: "test",
});

function foldScene({ line, calendar, events, now }: Scene, changed: Partial<Scene> = {}): Clock[] {
  const compiled = compileCalendar(calendar);
  if (!compiled.ok) throw new Error(compiled.refusal.code);
  const calendars = new Map<string, CompiledCalendar>([["any", compiled.value]]);
  return foldClocks({
    lines: [changed.line ?? line],
    calendars,
    events: changed.events ?? events,
    now: changed.now ?? now,
  });
}

describe("the fold agrees with living through every minute", () => {
  it("about when each cycle started, stopped and broke, how it stands and what it counted", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const { line, calendar, events, now } = given;
        const seen = foldScene(given).map(({ startedAt, stoppedAt, breachedAt, state }) => ({
          startedAt,
          stoppedAt,
          breachedAt,
          state,
        }));
        expect(seen).toEqual(walkClocks(line, calendar, { events, facts, now }));
      }),
      { numRuns: 4_000 },
    );
  }, 180_000);

  it("in stories of every metric that have something to tell", () => {
    for (const metric of WALKED_METRICS) {
      const told = fc.sample(scene, { numRuns: 400, seed: 7 }).filter(({ line }) => line.metric === metric);
      expect(told.some((given) => foldScene(given).length > 0)).toBe(true);
    }
  });
});

describe("a ledger", () => {
  it("covers the life of its clock without gaps", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const now = given.now + 12_345;
        for (const { ledger, startedAt, stoppedAt } of foldScene(given, { now })) {
          let at = startedAt;
          for (const stretch of ledger) {
            expect(stretch.from).toBe(at);
            expect(stretch.to).toBeGreaterThan(stretch.from);
            at = stretch.to;
          }
          expect(at).toBe(Math.max(startedAt, stoppedAt ?? now));
        }
      }),
    );
  });

  it("counts exactly the target up to the due moment", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const line = { ...given.line, when: [] };
        const events = given.events.filter(({ at }) => at <= given.now);
        const targetMs = "ms" in line.target ? line.target.ms : 0;
        for (const { id, dueAt, stoppedAt } of foldScene(given, { line, events })) {
          if (dueAt === null || stoppedAt !== null) continue;
          const then = foldScene(given, { line, events, now: dueAt }).find((clock) => clock.id === id);
          expect(then && explainLedger(then).countedMs).toBe(targetMs);
          expect(then?.breachedAt ?? then?.stoppedAt).toBe(dueAt);
        }
      }),
    );
  });

  it("changes nothing when it is split anywhere by an event without meaning", () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: WALKED_MINUTES * 60 }), (given, second) => {
        const nothing: ClockEvent = { at: START + second * 1_000, type: "facts_changed", changes: {} };
        const events = [...given.events, nothing].toSorted((a, b) => a.at - b.at);
        expect(foldScene(given, { events })).toEqual(foldScene(given));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is left out for who does not ask, and nothing else with it", () => {
    fc.assert(
      fc.property(scene, ({ line, calendar, events, now }) => {
        const compiled = compileCalendar(calendar);
        if (!compiled.ok) throw new Error(compiled.refusal.code);
        const given = { lines: [line], calendars: new Map([["any", compiled.value]]), events, now };
        const bare = foldClocks(given).map((clock) => ({ ...clock, ledger: [] }));
        expect(foldClocks({ ...given, ledgers: false })).toEqual(bare);
      }),
    );
  });

  it("keeps the ids and verdicts of ended cycles while events are added", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const line = { ...given.line, when: [] };
        const merged = given.events.some(({ type }) => type === "merged");
        const earlier = foldScene(given, { line }).filter(({ stoppedAt }) => stoppedAt !== null);
        const later = foldScene(given, { line, now: START + 10 * WALKED_MINUTES * MINUTE_MS });
        if (!merged) for (const clock of earlier) expect(later).toContainEqual(clock);
      }),
    );
  });
});
