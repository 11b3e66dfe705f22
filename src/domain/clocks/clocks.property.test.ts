import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { walkClocks } from "../../../test/support/clock-walker.ts";
import { alwaysOpen, compileCalendar, MINUTE_MS, type CompiledCalendar, type WorkingCalendar } from "../time/index.ts";
import type { TicketFacts } from "../ticket/ticket-event.ts";
import { explainLedger, foldClocks, type ClockEvent, type PromiseLine } from "./index.ts";

const START = Date.parse("2026-03-06T02:00Z");
const WALKED_MINUTES = 4_000;

const day = [
  { from: 540, to: 720 },
  { from: 810, to: 1080 },
];
const night = [{ from: 1320, to: 1800 }];
const closure = { from: "2026-03-09", to: "2026-03-09", shifts: [], name: { zh: "放假", en: "Holiday" } };
const weekly = (hours: typeof day) => ({
  mon: hours,
  tue: hours,
  wed: hours,
  thu: hours,
  fri: hours,
  sat: [],
  sun: [],
});
const definitions: WorkingCalendar[] = [
  alwaysOpen("Asia/Shanghai"),
  { id: "office", zone: "Asia/Shanghai", weekly: weekly(day), exceptions: [closure] },
  // 2026-03-08: the hour from 02:00 is skipped in New York.
  { id: "night", zone: "America/New_York", weekly: { ...weekly(night), sat: night, sun: night }, exceptions: [] },
];
const calendars = new Map(
  definitions.map((definition): [string, CompiledCalendar] => {
    const compiled = compileCalendar(definition);
    if (!compiled.ok) throw new Error(definition.id);
    return [definition.id, compiled.value];
  }),
);

const PRIORITIES = ["P1", "P2"] as const;
const STATES = ["open", "waiting_customer", "waiting_department"] as const;

const line = fc.record({
  metric: fc.constantFrom("resolution" as const, "first_response" as const),
  minutes: fc.integer({ min: 1, max: 900 }),
  calendar: fc.constantFrom("always", "office", "night"),
  pauses: fc.subarray(["waiting_customer" as const, "waiting_department" as const]),
  when: fc.constantFrom<PromiseLine["when"]>([], [{ priority: ["P1"] }], [{ priority: ["P2"] }]),
});

const happening: fc.Arbitrary<(at: number) => ClockEvent> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...STATES).map((state) => (at: number): ClockEvent => ({
      at,
      type: "facts_changed",
      changes: { state },
    })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...PRIORITIES).map((priority) => (at: number): ClockEvent => ({
      at,
      type: "facts_changed",
      changes: { priority },
    })),
  },
  fc
    .constantFrom("solved" as const, "reopened" as const, "not_solved" as const, "closed" as const)
    .map((type) => (at: number): ClockEvent => ({ at, type })),
  fc.constant((at: number): ClockEvent => ({ at, type: "answered", kind: "reply" })),
  fc.constant((at: number): ClockEvent => ({ at, type: "acknowledged" })),
);

const facts: TicketFacts = {
  kind: "fault",
  categoryId: null,
  priority: "P2",
  tier: "basic",
  channel: "email",
  state: "open",
  tags: [],
  level: "L1",
  agreement: null,
  complaintUrgency: null,
};

/** Minutes rise by at least one, so that the walker sees one event a minute. */
const events = fc.array(fc.tuple(fc.integer({ min: 1, max: 700 }), happening), { maxLength: 9 }).map((pairs) => {
  const list: ClockEvent[] = [{ at: START, type: "opened", facts }];
  let at = START;
  for (const [gap, make] of pairs) list.push(make((at += gap * MINUTE_MS)));
  return list;
});

const asLine = (
  given: { metric: PromiseLine["metric"]; minutes: number } & Pick<PromiseLine, "calendar" | "pauses" | "when">,
): PromiseLine => ({
  id: "line",
  title: { zh: "时限", en: "Promise" },
  target: { type: "within", ms: given.minutes * MINUTE_MS },
  warn: [],
  onWarn: [],
  onBreach: [],
  via: [],
  source: "test",
  ...given,
});

describe("the fold agrees with living through every minute", () => {
  it("about when each cycle started, stopped and broke, how it stands and what it counted", () => {
    fc.assert(
      fc.property(line, events, fc.integer({ min: 0, max: WALKED_MINUTES }), (given, list, minutes) => {
        const promise = asLine(given);
        const now = START + minutes * MINUTE_MS;
        const folded = foldClocks({ lines: [promise], calendars, events: list, now });
        const calendar = definitions.find(({ id }) => id === promise.calendar) as WorkingCalendar;
        const walked = walkClocks(promise, calendar, { events: list, facts, now });
        const seen = folded.map(({ startedAt, stoppedAt, breachedAt, state }) => ({
          startedAt,
          stoppedAt,
          breachedAt,
          state,
        }));
        expect(seen).toEqual(walked);
      }),
      { numRuns: 2_000 },
    );
  }, 120_000);
});

describe("a ledger", () => {
  const scene = fc.tuple(line, events, fc.integer({ min: 0, max: WALKED_MINUTES }));

  it("covers the life of its clock without gaps", () => {
    fc.assert(
      fc.property(scene, ([given, list, minutes]) => {
        const now = START + minutes * MINUTE_MS + 12_345;
        for (const { ledger, startedAt, stoppedAt } of foldClocks({
          lines: [asLine(given)],
          calendars,
          events: list,
          now,
        })) {
          let at = startedAt;
          for (const stretch of ledger) {
            expect(stretch.from).toBe(at);
            expect(stretch.to).toBeGreaterThan(stretch.from);
            at = stretch.to;
          }
          expect(at).toBe(stoppedAt ?? now);
        }
      }),
    );
  });

  it("counts exactly the target up to the due moment", () => {
    fc.assert(
      fc.property(scene, ([given, list, minutes]) => {
        const promise = { ...asLine(given), when: [] };
        const folded = (now: number) =>
          foldClocks({
            lines: [promise],
            calendars,
            events: list.filter(({ at }) => at <= START + minutes * MINUTE_MS),
            now,
          });
        for (const { id, dueAt, stoppedAt } of folded(START + minutes * MINUTE_MS)) {
          if (dueAt === null || stoppedAt !== null) continue;
          const then = folded(dueAt).find((clock) => clock.id === id);
          expect(then && explainLedger(then).countedMs).toBe(given.minutes * MINUTE_MS);
          expect(then?.breachedAt).not.toBeNull();
        }
      }),
    );
  });

  it("changes nothing when it is split anywhere by an event without meaning", () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: WALKED_MINUTES * 60 }), ([given, list, minutes], second) => {
        const now = START + minutes * MINUTE_MS;
        const at = START + second * 1_000;
        const nothing: ClockEvent = { at, type: "facts_changed", changes: {} };
        const split = [...list, nothing].toSorted((a, b) => a.at - b.at);
        const fold = (history: readonly ClockEvent[]) =>
          foldClocks({ lines: [asLine(given)], calendars, events: history, now });
        expect(fold(split)).toEqual(fold(list));
      }),
    );
  });

  it("keeps the ids and verdicts of ended cycles while events are added", () => {
    fc.assert(
      fc.property(scene, ([given, list, minutes]) => {
        const promise = { ...asLine(given), when: [] };
        const now = START + minutes * MINUTE_MS;
        const earlier = foldClocks({ lines: [promise], calendars, events: list, now }).filter(
          ({ stoppedAt }) => stoppedAt !== null,
        );
        const later = foldClocks({
          lines: [promise],
          calendars,
          events: list,
          now: START + 10 * WALKED_MINUTES * MINUTE_MS,
        });
        for (const clock of earlier) expect(later).toContainEqual(clock);
      }),
    );
  });
});

describe("the fold", () => {
  it("is linear: ten times the events take no more than about ten times as long", () => {
    const history = (count: number): ClockEvent[] => [
      { at: START, type: "opened", facts },
      ...Array.from({ length: count }, (_, index): ClockEvent => ({
        at: START + (index + 1) * MINUTE_MS,
        type: "facts_changed",
        changes: { state: index % 2 ? "open" : "waiting_customer" },
      })),
    ];
    const lines = [
      asLine({ metric: "resolution", minutes: 1_000_000, calendar: "always", pauses: ["waiting_customer"], when: [] }),
    ];
    const [few, many] = [history(5_000), history(50_000)];
    const time = (events: ClockEvent[]) => {
      const began = performance.now();
      foldClocks({ lines, calendars, events, now: START + 1e12 });
      return performance.now() - began;
    };
    time(few);
    // Pair by pair: whatever else the machine does slows both of a pair.
    const ratios = Array.from({ length: 7 }, () => time(many) / time(few));
    expect(Math.min(...ratios)).toBeLessThan(20);
  }, 30_000);
});
