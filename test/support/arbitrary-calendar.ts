import fc from "fast-check";
import type { Shift, WorkingCalendar } from "../../src/domain/time/index.ts";

const ZONES = ["Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];
const DAY_MS = 24 * 60 * 60 * 1000;

const shift = fc
  .record({
    from: fc.integer({ min: 0, max: 1439 }),
    length: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 1440 })),
  })
  .map(({ from, length }): Shift => ({ from, to: from + length }));
const shiftList = fc.array(shift, { maxLength: 3 });

export const arbitraryWeek = fc.record({
  mon: shiftList,
  tue: shiftList,
  wed: shiftList,
  thu: shiftList,
  fri: shiftList,
  sat: shiftList,
  sun: shiftList,
});

const isoDate = (start: number, days: number) => new Date(start + days * DAY_MS).toISOString().slice(0, 10);

/** Any calendar: zones with and without DST, up to three shifts a day, over midnight, closures and make-up days near `start`. */
export const arbitraryCalendar = (start: number): fc.Arbitrary<WorkingCalendar> =>
  fc
    .record({
      zone: fc.constantFrom(...ZONES),
      weekly: arbitraryWeek,
      exceptions: fc.array(
        fc.record({ first: fc.integer({ min: -3, max: 4 }), days: fc.integer({ min: 0, max: 4 }), shifts: shiftList }),
        { maxLength: 3 },
      ),
    })
    .map(({ zone, weekly, exceptions }) => ({
      id: "any",
      zone,
      weekly,
      exceptions: exceptions.map(({ first, days, shifts }) => ({
        from: isoDate(start, first),
        to: isoDate(start, first + days),
        shifts,
        name: { zh: "放假", en: "Holiday" },
      })),
    }));
