import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { workMs } from "../../../test/support/work-ms.ts";
import {
  addWorkingTime,
  alwaysOpen,
  compileCalendar,
  HOUR_MS,
  MINUTE_MS,
  openStretches,
  workingTimeBetween,
  type CompiledCalendar,
  type Shift,
  type WorkingCalendar,
} from "./index.ts";
import { arbitraryCalendar } from "../../../test/support/arbitrary-calendar.ts";
import { slowlyAdded, slowlyMeasured } from "../../../test/support/minute-walker.ts";

/** Moments near which a zone changes its offset, and quiet ones. */
const MOMENTS = [
  "2026-03-08T04:00Z",
  "2026-11-01T03:00Z",
  "2026-03-28T20:00Z",
  "2026-10-24T20:00Z",
  "2026-04-04T10:00Z",
  "2026-10-03T10:00Z",
  "2026-07-15T00:00Z",
];

const scene = fc
  .constantFrom(...MOMENTS)
  .map((iso) => Date.parse(iso))
  .chain((start) =>
    fc
      .record({
        calendar: arbitraryCalendar(start),
        offsetMinutes: fc.integer({ min: 0, max: 2000 }),
        spanMinutes: fc.integer({ min: 0, max: 5000 }),
      })
      .map(({ calendar, offsetMinutes, spanMinutes }) => {
        const from = start + offsetMinutes * MINUTE_MS;
        return { calendar, from, to: from + spanMinutes * MINUTE_MS };
      }),
  );

const compiled = (calendar: WorkingCalendar): CompiledCalendar => {
  const answer = compileCalendar(calendar);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
};

describe("working time agrees with walking minute by minute", () => {
  it("when measured", () => {
    fc.assert(
      fc.property(scene, ({ calendar, from, to }) => {
        expect(workingTimeBetween(compiled(calendar), from, to)).toBe(slowlyMeasured(calendar, from, to));
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  it("when added", () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 1, max: 900 }), ({ calendar, from }, minutes) => {
        const walked = slowlyAdded(calendar, from, minutes);
        fc.pre(walked !== null);
        expect(addWorkingTime(compiled(calendar), from, minutes * MINUTE_MS)).toEqual({ ok: true, value: walked });
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});

describe("working time", () => {
  it("measures back exactly what was added, to the millisecond", () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 400 * HOUR_MS }), ({ calendar, from }, amount) => {
        const where = compiled(calendar);
        const due = addWorkingTime(where, from, amount);
        if (!due.ok) return;
        expect(workingTimeBetween(where, from, due.value)).toBe(amount);
        if (amount > 0) expect(workingTimeBetween(where, from, due.value - 1)).toBe(amount - 1);
      }),
    );
  });

  it("is the same split anywhere, and the sum of its open stretches", () => {
    fc.assert(
      fc.property(scene, fc.double({ min: 0, max: 1, noNaN: true }), ({ calendar, from, to }, share) => {
        const where = compiled(calendar);
        const middle = Math.floor(from + (to - from) * share);
        const whole = workingTimeBetween(where, from, to);
        expect(workingTimeBetween(where, from, middle) + workingTimeBetween(where, middle, to)).toBe(whole);
        expect(openStretches(where, from, to).reduce((sum, piece) => sum + piece.to - piece.from, 0)).toBe(whole);
      }),
    );
  });

  it("computes a million deadlines over mixed calendars in under ten seconds", () => {
    const office: Shift[] = [
      { from: 540, to: 720 },
      { from: 810, to: 1080 },
    ];
    const weekdays = (hours: Shift[]) => ({
      mon: hours,
      tue: hours,
      wed: hours,
      thu: hours,
      fri: hours,
      sat: [],
      sun: [],
    });
    const holiday = { from: "2026-02-15", to: "2026-02-23", shifts: [], name: { zh: "春节", en: "Spring Festival" } };
    const calendars = [
      alwaysOpen("Asia/Shanghai"),
      { id: "office", zone: "Asia/Shanghai", weekly: weekdays(office), exceptions: [holiday] },
      { id: "night", zone: "America/New_York", weekly: weekdays([{ from: 1320, to: 1800 }]), exceptions: [] },
      { id: "london", zone: "Europe/London", weekly: weekdays([{ from: 480, to: 1020 }]), exceptions: [holiday] },
    ].map(compiled);
    const start = Date.parse("2024-01-01T00:00Z");
    let reached = 0;
    const took = workMs(() => {
      for (let n = 0; n < 1_000_000; n++) {
        const from = start + ((n * 7_919) % (3 * 365 * 24 * 60)) * MINUTE_MS;
        if (addWorkingTime(calendars[n % 4] as CompiledCalendar, from, ((n % 300) + 1) * 15 * MINUTE_MS).ok) reached++;
      }
    });
    process.stdout.write(`a million deadlines in ${Math.round(took)} ms\n`);
    expect(reached).toBe(1_000_000);
    expect(took).toBeLessThan(10_000);
  }, 60_000);
});
