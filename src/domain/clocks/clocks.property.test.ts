import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clockScene,
  WALKED_MINUTES,
  weeklyScene,
  type ClockScene,
} from "../../../test/support/arbitrary-clock-scene.ts";
import { walkClocks, type Walked } from "../../../test/support/clock-walker.ts";
import { plainFacts as facts } from "../../../test/support/plain-facts.ts";
import { alwaysOpen, compileCalendar, MINUTE_MS, type CompiledCalendar } from "../time/index.ts";
import {
  explainLedger,
  foldClocks,
  METRICS,
  shownClocks,
  type Clock,
  type ClockEvent,
  type LedgerStretch,
  type Metric,
} from "./index.ts";

/** More of them with CLOCK_STORIES=100000. */
const STORIES = Number(process.env["CLOCK_STORIES"] ?? 3_000);
const WEEKLY_STORIES = Math.ceil(STORIES / 40);
const PATIENCE_MS = 180_000 * Math.max(1, STORIES / 3_000);
const FORETOLD = Math.ceil(STORIES / 5);
/** How many stories of each metric, and of each kind of target, must have had something to tell. */
const TOLD_MIN = 5;

function asFolded({ lines, calendars, events, now }: ClockScene): Parameters<typeof foldClocks>[0] {
  const compiled = new Map<string, CompiledCalendar>();
  for (const [id, calendar] of calendars) {
    const answer = compileCalendar(calendar);
    if (!answer.ok) throw new Error(answer.refusal.code);
    compiled.set(id, answer.value);
  }
  return { lines, calendars: compiled, events, now };
}

const foldScene = (given: ClockScene, changed: Partial<ClockScene> = {}) =>
  foldClocks(asFolded({ ...given, ...changed }));

const walkScene = (given: ClockScene, changed: Partial<ClockScene> = {}) => {
  const { lines, calendars, events, now } = { ...given, ...changed };
  return inOrder(walkClocks(lines, calendars, { events, facts, now }));
};

const inOrder = (clocks: readonly Walked[]) =>
  clocks.toSorted((a, b) => a.lineId.localeCompare(b.lineId) || a.startedAt - b.startedAt);

const asWalked = (clock: Clock): Walked => {
  const { lineId, startedAt, stoppedAt, breachedAt, state } = clock;
  return { lineId, startedAt, stoppedAt, breachedAt, state, countedMs: explainLedger(clock).countedMs };
};

/** Stories that had something to tell, by what they told of. */
const told = new Map<string, number>();
const count = (what: string) => void told.set(what, (told.get(what) ?? 0) + 1);

function countTold({ lines }: ClockScene, clocks: readonly Clock[]) {
  const among = lines.filter(({ id }) => clocks.some(({ lineId }) => lineId === id));
  for (const metric of new Set(among.map((line) => line.metric))) count(metric);
  for (const type of new Set(among.map(({ target }) => target.type))) count(type);
}

describe("the fold agrees with living through every minute", () => {
  it(
    "about when each cycle started, stopped and broke, how it stands and what it counted",
    () => {
      fc.assert(
        fc.property(clockScene, (given) => {
          const clocks = foldScene(given);
          countTold(given, clocks);
          expect(inOrder(clocks.map(asWalked))).toEqual(walkScene(given));
        }),
        { numRuns: STORIES },
      );
      // A metric, or a way to promise it, that is never walked is not shown to be right.
      for (const what of [...METRICS, "within", "every", "daily", "once_before"])
        expect(told.get(what) ?? 0, what).toBeGreaterThan(TOLD_MIN);
    },
    PATIENCE_MS,
  );

  it(
    "through weeks of weekly promises",
    () => {
      let broken = 0;
      fc.assert(
        fc.property(weeklyScene, (given) => {
          const clocks = foldScene(given);
          broken += clocks.filter(({ breachedAt }) => breachedAt !== null).length;
          expect(inOrder(clocks.map(asWalked))).toEqual(walkScene(given));
        }),
        { numRuns: WEEKLY_STORIES },
      );
      expect(broken).toBeGreaterThan(WEEKLY_STORIES / 10);
    },
    PATIENCE_MS,
  );

  it(
    "about when it will be due if nothing happens, and shows the strictest of each metric",
    () => {
      let foretold = 0;
      fc.assert(
        fc.property(clockScene, (given) => {
          const events = given.events.filter(({ at }) => at <= given.now);
          const end = given.start + 2 * WALKED_MINUTES * MINUTE_MS;
          const clocks = foldScene(given, { events }).filter(({ state }) => state === "running");
          const lived = walkScene(given, { events, now: end });
          const dues = clocks.map((clock) => dueByLiving(clock, lived));
          for (const [index, clock] of clocks.entries()) {
            const due = dues[index] ?? null;
            if (due !== null || (clock.dueAt !== null && clock.dueAt <= end)) expect(clock.dueAt).toBe(due);
            if (due !== null) foretold += 1;
          }
          for (const shown of shownClocks(clocks)) {
            const same = dues.filter((due, index) => due !== null && clocks[index]?.metric === shown.metric);
            if (same.length > 0) expect(shown.dueAt).toBe(Math.min(...(same as number[])));
          }
        }),
        { numRuns: FORETOLD },
      );
      expect(foretold).toBeGreaterThan(FORETOLD / 10);
    },
    PATIENCE_MS,
  );
});

/** When it broke, or was waited out, as it was lived; a promise that came to apply too late was due before. */
function dueByLiving(clock: Clock, lived: readonly Walked[]): number | null {
  const life = lived.findLast(({ lineId, startedAt }) => lineId === clock.lineId && startedAt === clock.startedAt);
  if (clock.breachedAt !== null && clock.breachedAt !== clock.dueAt) return clock.dueAt;
  return life?.breachedAt ?? (life?.state === "met" ? life.stoppedAt : null);
}

describe("a ledger", () => {
  it("covers the life of its clock without gaps", () => {
    fc.assert(
      fc.property(clockScene, (given) => {
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
      fc.property(clockScene, (given) => {
        const lines = given.lines.map((line) => ({ ...line, when: [] }));
        const events = given.events.filter(({ at }) => at <= given.now);
        for (const { id, dueAt, stoppedAt, targetMs } of foldScene(given, { lines, events })) {
          if (dueAt === null || stoppedAt !== null || targetMs === null) continue;
          const then = foldScene(given, { lines, events, now: dueAt }).find((clock) => clock.id === id);
          expect(then && explainLedger(then).countedMs).toBe(targetMs);
          expect(then?.breachedAt ?? then?.stoppedAt).toBe(dueAt);
        }
      }),
    );
  });

  it("changes nothing when it is split anywhere by an event without meaning", () => {
    fc.assert(
      fc.property(clockScene, fc.integer({ min: 0, max: WALKED_MINUTES * 60 }), (given, second) => {
        const nothing: ClockEvent = { at: given.start + second * 1_000, type: "facts_changed", changes: {} };
        const events = [...given.events, nothing].toSorted((a, b) => a.at - b.at);
        expect(foldScene(given, { events })).toEqual(foldScene(given));
      }),
      { numRuns: 1_000 },
    );
  });

  it("reads the same up to a moment, whether it is read then or later", () => {
    fc.assert(
      fc.property(clockScene, fc.integer({ min: 0, max: WALKED_MINUTES * 60 }), (given, second) => {
        const then = given.start + second * 1_000;
        const later = new Map(
          foldScene(given, { now: then + WALKED_MINUTES * MINUTE_MS }).map((each) => [each.id, each]),
        );
        for (const clock of foldScene(given, { now: then })) {
          const grown = later.get(clock.id);
          expect(plainLedger(grown?.ledger ?? [], clock.stoppedAt ?? then)).toEqual(plainLedger(clock.ledger, then));
          if (clock.breachedAt !== null) expect(grown?.breachedAt).toBe(clock.breachedAt);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is left out for who does not ask, and nothing else with it", () => {
    fc.assert(
      fc.property(clockScene, (given) => {
        const bare = foldScene(given).map((clock) => ({ ...clock, ledger: [] }));
        expect(foldClocks({ ...asFolded(given), ledgers: false })).toEqual(bare);
      }),
    );
  });
});

/** Up to `end`; neighbours of one kind are one stretch, wherever they were cut. */
function plainLedger(ledger: readonly LedgerStretch[], end: number) {
  const plain: Omit<LedgerStretch, "names">[] = [];
  for (const { from, to, kind, reason } of ledger) {
    if (from >= end) break;
    const last = plain.at(-1);
    if (last && last.kind === kind && last.reason === reason) last.to = Math.min(to, end);
    else plain.push({ from, to: Math.min(to, end), kind, reason });
  }
  return plain;
}

describe("what happens later", () => {
  it("changes no id and no verdict of an ended cycle", () => {
    fc.assert(
      fc.property(clockScene, (given) => {
        const lines = given.lines.map((line) => ({ ...line, when: [] }));
        const merged = given.events.some(({ type }) => type === "merged");
        const earlier = foldScene(given, { lines }).filter(({ stoppedAt }) => stoppedAt !== null);
        const later = foldScene(given, { lines, now: given.start + 10 * WALKED_MINUTES * MINUTE_MS });
        if (!merged) for (const clock of earlier) expect(later).toContainEqual(clock);
      }),
      { numRuns: 500 },
    );
  });

  it("to a ticket that was merged and is its own again is what would have happened, as much later as it stood still", () => {
    const around = fc.tuple(fc.nat({ max: WALKED_MINUTES }), fc.integer({ min: 1, max: 2_000 }));
    fc.assert(
      fc.property(clockScene, around, (given, [minute, lengthMinutes]) => {
        const at = given.start + minute * MINUTE_MS + 1;
        const shift = <T extends number | null>(moment: T) =>
          (moment !== null && moment > at ? moment + lengthMinutes * MINUTE_MS : moment) as T;
        const calendars = new Map([...given.calendars.keys()].map((id) => [id, alwaysOpen("Asia/Shanghai", id)]));
        const lines = given.lines.filter(({ metric, target }) => standsStill(metric) && target.type !== "daily");
        const events = given.events.filter(({ type }) => type !== "merged" && type !== "unmerged");
        const whole = { ...given, calendars, lines, events };
        const apart: ClockEvent[] = [
          ...events.map((event) => ({ ...event, at: shift(event.at) })),
          ...([
            { at, type: "merged" },
            { at: shift(at + 1) - 1, type: "unmerged" },
          ] as const),
        ];
        const now = Math.max(given.now, at + 1);
        const expected = foldScene(whole, { now }).map((clock) => {
          const { startedAt, stoppedAt, breachedAt, ...rest } = asWalked(clock);
          return {
            ...rest,
            startedAt: shift(startedAt),
            stoppedAt: shift(stoppedAt),
            breachedAt: shift(breachedAt),
          };
        });
        const seen = foldScene(whole, { events: apart.toSorted((a, b) => a.at - b.at), now: shift(now) }).map(asWalked);
        expect(inOrder(seen)).toEqual(inOrder(expected));
      }),
      { numRuns: 500 },
    );
  });
});

/** A watch ends with the merge, and a call back is planned for a moment of its own. */
const standsStill = (metric: Metric) => metric !== "watch" && metric !== "call_back";
