import { describe, expect, it } from "vitest";
import { facts, line, only, when } from "../../../test/support/clock-story.ts";
import { compiledCalendars } from "../../../test/support/shipped-pack.ts";
import { compileCalendar, HOUR_MS, MINUTE_MS, type CompiledCalendar, type WorkingCalendar } from "../time/index.ts";
import { explainLedger, foldClocks, type Clock, type ClockEvent, type PromiseLine } from "./index.ts";

const NOBODY = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const day = [
  { from: 540, to: 720 },
  { from: 810, to: 1080 },
];
const night = [{ from: 1320, to: 1800 }];
const name = { zh: "停工", en: "Shut" };

const calendars = new Map<string, CompiledCalendar>([
  ...compiledCalendars(),
  ...(
    [
      {
        id: "shut-26-days",
        zone: "Asia/Shanghai",
        weekly: { ...NOBODY, mon: day, tue: day, wed: day, thu: day, fri: day },
        exceptions: [{ from: "2026-03-02", to: "2026-03-27", shifts: [], name }],
      },
      {
        id: "nights",
        zone: "Asia/Shanghai",
        weekly: { mon: night, tue: night, wed: night, thu: night, fri: night, sat: night, sun: night },
        exceptions: [{ from: "2026-03-05", to: "2026-03-05", shifts: [], name }],
      },
      {
        id: "new-york-sundays",
        zone: "America/New_York",
        weekly: { ...NOBODY, sun: [{ from: 0, to: 360 }] },
        exceptions: [],
      },
      {
        id: "shut-for-good",
        zone: "Asia/Shanghai",
        weekly: { ...NOBODY, mon: day, tue: day, wed: day, thu: day, fri: day },
        exceptions: [{ from: "2026-03-05", to: null, shifts: [], name }],
      },
    ] satisfies WorkingCalendar[]
  ).map((calendar): [string, CompiledCalendar] => {
    const compiled = compileCalendar(calendar);
    if (!compiled.ok) throw new Error(calendar.id);
    return [calendar.id, compiled.value];
  }),
]);

/** One promise of a ticket that opened at `opened`, with the changes of state given, as it stands at `now`. */
function story(
  given: { calendar: string; ms: number; opened: string; now: string; pauses?: PromiseLine["pauses"] },
  ...changes: [at: string, state: "open" | "waiting_customer"][]
): Clock {
  const at = Date.parse(given.opened);
  const events: ClockEvent[] = [
    { at, type: "opened", facts },
    ...changes.map(([text, state]): ClockEvent => ({
      at: Date.parse(text),
      type: "facts_changed",
      changes: { state },
    })),
  ];
  const promise = line({ metric: "resolution", calendar: given.calendar, ms: given.ms, pauses: given.pauses ?? [] });
  return only(foldClocks({ lines: [promise], calendars, events, now: Date.parse(given.now) }));
}

const dueOf = (given: Parameters<typeof story>[0]) => when(story(given).dueAt);
const march = (text: string) => `2026-03-${text}:00+08:00`;

describe("what defeats other desks", () => {
  it("30 minutes across 26 closed days", () => {
    const given = { calendar: "shut-26-days", ms: 30 * MINUTE_MS, opened: "2026-02-27T17:45:00+08:00" };
    const clock = story({ ...given, now: march("30T10:00") });
    expect([when(clock.dueAt), when(clock.breachedAt)]).toEqual(["30T09:15:00", "30T09:15:00"]);
    expect(clock.ledger.map(({ kind, names }) => [kind, names.length])).toEqual([
      ["counted", 0],
      ["outside_hours", 1],
      ["counted", 0],
    ]);
  });

  it("a shift from 22:00 to 06:00, and the night that a closure takes away", () => {
    const given = { calendar: "nights", ms: HOUR_MS, now: march("04T01:00") };
    expect(dueOf({ ...given, opened: march("03T23:30") })).toBe("04T00:30:00");
    expect(dueOf({ ...given, opened: march("04T05:30"), now: march("06T12:00") })).toBe("04T22:30:00");
    expect(dueOf({ ...given, opened: march("05T05:30"), now: march("07T12:00") })).toBe("06T22:30:00");
  });

  it("a make-up Saturday of the shipped Chinese calendar", () => {
    // 2026-02-14 is worked for the Spring Festival, which is 15 to 23 February.
    const given = { calendar: "cn-office", ms: HOUR_MS, now: "2026-03-01T12:00:00+08:00" };
    const clock = story({ ...given, opened: "2026-02-13T17:30:00+08:00" });
    expect(new Date(clock.dueAt ?? 0).toISOString()).toBe(new Date("2026-02-14T09:30:00+08:00").toISOString());
    const over = story({ ...given, opened: "2026-02-14T17:30:00+08:00" });
    expect(new Date(over.dueAt ?? 0).toISOString()).toBe(new Date("2026-02-24T09:30:00+08:00").toISOString());
  });

  it("the hour that DST skips, and the one that it repeats", () => {
    const given = { calendar: "new-york-sundays", ms: 4 * HOUR_MS, now: "2026-12-01T00:00Z" };
    const spring = story({ ...given, opened: "2026-03-08T00:00:00-05:00" });
    expect(spring.dueAt).toBe(Date.parse("2026-03-08T05:00:00-04:00"));
    const autumn = story({ ...given, opened: "2026-11-01T00:00:00-04:00" });
    expect(autumn.dueAt).toBe(Date.parse("2026-11-01T03:00:00-05:00"));
    expect(
      explainLedger(story({ ...given, opened: "2026-03-08T00:00:00-05:00", now: "2026-03-08T12:00Z" })).countedMs,
    ).toBe(5 * HOUR_MS);
  });

  it("a calendar that is closed for good", () => {
    const given = { calendar: "shut-for-good", opened: march("04T17:00"), now: march("20T12:00") };
    expect(when(story({ ...given, ms: HOUR_MS }).dueAt)).toBe("04T18:00:00");
    const never = story({ ...given, ms: HOUR_MS + MINUTE_MS });
    expect([never.dueAt, never.problem?.code, never.state]).toEqual([null, "calendar_never_opens", "running"]);
  });

  it("a pause that begins outside hours, and one that ends there", () => {
    const given = {
      calendar: "cn-office",
      ms: 3 * HOUR_MS,
      opened: march("04T10:00"),
      now: march("06T17:00"),
      pauses: ["waiting_customer"] as const,
    };
    const lunch = story(given, [march("04T12:30"), "waiting_customer"], [march("05T08:00"), "open"]);
    expect([when(lunch.dueAt), explainLedger(lunch).pausedMs]).toEqual(["05T10:00:00", 19.5 * HOUR_MS]);
    const evening = story(given, [march("04T11:30"), "waiting_customer"], [march("04T22:00"), "open"]);
    expect(when(evening.dueAt)).toBe("05T10:30:00");
  });
});
