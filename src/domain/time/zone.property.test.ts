import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./calendar.ts";
import { instantOf, offsetAt } from "./zone.ts";

const ZONES = ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "UTC"];
const zone = fc.constantFrom(...ZONES);
/** 2010 to 2029: Apia skipped a whole day at the end of 2011. */
const moment = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2029, 11, 31) });

it("offsets that are kept are those that Temporal looks up", () => {
  fc.assert(
    fc.property(zone, moment, (name, at) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);
      expect(offsetAt(name, at)).toBe(zoned.offsetNanoseconds / 1_000_000);
    }),
    { numRuns: 3_000 },
  );
});

it("a reading of the wall clock is the instant that Temporal finds, skipped and repeated hours included", () => {
  // Around the changes of New York and of Apia's date line, where a reading is skipped or comes twice.
  const edges = ["2026-03-08", "2026-11-01", "2011-12-30"].map((date) => Date.parse(`${date}T00:00Z`));
  const day = fc.oneof(moment, fc.constantFrom(...edges)).map((at) => Math.floor(at / DAY_MS));
  fc.assert(
    fc.property(
      zone,
      day,
      fc.integer({ min: -1, max: 1 }),
      fc.integer({ min: 0, max: 1439 }),
      (name, on, by, minute) => {
        const reading = new Date((on + by) * DAY_MS + minute * MINUTE_MS).toISOString().slice(0, 16);
        const found = Temporal.PlainDateTime.from(reading).toZonedDateTime(name).epochMilliseconds;
        expect(instantOf(name, on + by, minute)).toBe(found);
        expect(Math.abs(found - ((on + by) * DAY_MS + minute * MINUTE_MS))).toBeLessThanOrEqual(38 * HOUR_MS);
      },
    ),
    { numRuns: 3_000 },
  );
});
