import { describe, expect, it } from "vitest";
import {
  addWorkingTime,
  alwaysOpen,
  closureNames,
  compileCalendar,
  HOUR_MS,
  MINUTE_MS,
  nextDailyMoment,
  nextOpening,
  openStretches,
  parseDuration,
  parseShift,
  workingTimeBetween,
  type CompiledCalendar,
  type DatedException,
  type Weekday,
  type WorkingCalendar,
} from "./index.ts";

const name = { zh: "放假", en: "Holiday" };
const shifts = (...texts: string[]) => texts.map((text) => parseShift(text) as { from: number; to: number });

function calendar(settings: {
  zone?: string;
  weekly?: Partial<Record<Weekday, string[]>>;
  exceptions?: { from: string; to?: string | null; shifts?: string[] }[];
}): CompiledCalendar {
  const hours = (day: Weekday) => shifts(...(settings.weekly?.[day] ?? []));
  const definition: WorkingCalendar = {
    id: "test",
    zone: settings.zone ?? "Asia/Shanghai",
    weekly: {
      mon: hours("mon"),
      tue: hours("tue"),
      wed: hours("wed"),
      thu: hours("thu"),
      fri: hours("fri"),
      sat: hours("sat"),
      sun: hours("sun"),
    },
    exceptions: (settings.exceptions ?? []).map((given): DatedException => ({
      from: given.from,
      to: given.to === undefined ? given.from : given.to,
      shifts: shifts(...(given.shifts ?? [])),
      name,
    })),
  };
  const compiled = compileCalendar(definition);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.refusal));
  return compiled.value;
}

const day = ["09:00-12:00", "13:30-18:00"];
const office = { mon: day, tue: day, wed: day, thu: day, fri: day };
const night = ["22:00-06:00"];
const everyNight = { mon: night, tue: night, wed: night, thu: night, fri: night, sat: night, sun: night };

const at = (iso: string) => {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new Error(iso);
  return ms;
};
const due = (where: CompiledCalendar, from: string, amountMs: number) => {
  const answer = addWorkingTime(where, at(from), amountMs);
  return answer.ok ? new Date(answer.value).toISOString() : answer.refusal.code;
};
const utc = (iso: string) => new Date(at(iso)).toISOString();

describe("a target comes out right", () => {
  it("over lunch, overnight and over the weekend", () => {
    const where = calendar({ weekly: office });
    expect(due(where, "2026-03-04T11:50:00+08:00", 30 * MINUTE_MS)).toBe(utc("2026-03-04T13:50:00+08:00"));
    expect(due(where, "2026-03-04T17:50:00+08:00", 30 * MINUTE_MS)).toBe(utc("2026-03-05T09:20:00+08:00"));
    expect(due(where, "2026-03-06T17:50:00+08:00", 30 * MINUTE_MS)).toBe(utc("2026-03-09T09:20:00+08:00"));
    expect(due(where, "2026-03-07T03:00:00+08:00", 30 * MINUTE_MS)).toBe(utc("2026-03-09T09:30:00+08:00"));
  });

  it("at the end of a shift, not at the next opening, when the shift is filled exactly", () => {
    expect(due(calendar({ weekly: office }), "2026-03-06T17:30:00+08:00", 30 * MINUTE_MS)).toBe(
      utc("2026-03-06T18:00:00+08:00"),
    );
  });

  it("across 26 closed days", () => {
    const where = calendar({ weekly: office, exceptions: [{ from: "2026-03-02", to: "2026-03-27" }] });
    expect(due(where, "2026-02-27T17:45:00+08:00", 30 * MINUTE_MS)).toBe(utc("2026-03-30T09:15:00+08:00"));
  });

  it("across 400 closed days", () => {
    const where = calendar({ weekly: office, exceptions: [{ from: "2026-01-01", to: "2027-02-04" }] });
    expect(due(where, "2025-12-31T17:59:00+08:00", 2 * MINUTE_MS)).toBe(utc("2027-02-05T09:01:00+08:00"));
  });

  it("in a shift from 22:00 to 06:00, whose night before a closure runs to its end", () => {
    const where = calendar({ weekly: everyNight, exceptions: [{ from: "2026-03-05" }] });
    expect(due(where, "2026-03-03T23:30:00+08:00", HOUR_MS)).toBe(utc("2026-03-04T00:30:00+08:00"));
    expect(due(where, "2026-03-04T05:30:00+08:00", HOUR_MS)).toBe(utc("2026-03-04T22:30:00+08:00"));
    expect(due(where, "2026-03-05T05:30:00+08:00", HOUR_MS)).toBe(utc("2026-03-06T22:30:00+08:00"));
  });

  it("on a make-up Saturday", () => {
    const where = calendar({
      weekly: office,
      exceptions: [
        { from: "2026-02-15", to: "2026-02-23" },
        { from: "2026-02-14", shifts: day },
      ],
    });
    expect(due(where, "2026-02-13T17:50:00+08:00", 30 * MINUTE_MS)).toBe(utc("2026-02-14T09:20:00+08:00"));
    expect(due(where, "2026-02-14T17:50:00+08:00", 30 * MINUTE_MS)).toBe(utc("2026-02-24T09:20:00+08:00"));
  });

  it("through the hour that DST skips and the one that it repeats", () => {
    const where = calendar({ zone: "America/New_York", weekly: { sun: ["00:00-06:00"], mon: ["00:00-06:00"] } });
    // 2026-03-08: the clocks jump from 02:00 to 03:00, so the shift has five hours.
    expect(workingTimeBetween(where, at("2026-03-08T00:00:00-05:00"), at("2026-03-08T12:00:00-04:00"))).toBe(
      5 * HOUR_MS,
    );
    expect(due(where, "2026-03-08T01:30:00-05:00", HOUR_MS)).toBe(utc("2026-03-08T03:30:00-04:00"));
    // 2026-11-01: 01:00 to 02:00 runs twice, so the shift has seven.
    expect(workingTimeBetween(where, at("2026-11-01T00:00:00-04:00"), at("2026-11-01T12:00:00-05:00"))).toBe(
      7 * HOUR_MS,
    );
    expect(due(where, "2026-11-01T00:30:00-04:00", 2 * HOUR_MS)).toBe(utc("2026-11-01T01:30:00-05:00"));
  });

  it("where a shift begins inside the skipped hour", () => {
    const where = calendar({ zone: "America/New_York", weekly: { sun: ["02:30-04:00"] } });
    expect(openStretches(where, at("2026-03-08T00:00:00-05:00"), at("2026-03-09T00:00:00-04:00"))).toEqual([
      { from: at("2026-03-08T03:00:00-04:00"), to: at("2026-03-08T04:00:00-04:00") },
    ]);
  });

  it("or says that it cannot", () => {
    const closed = calendar({ weekly: office, exceptions: [{ from: "2026-03-05", to: null }] });
    expect(due(closed, "2026-03-04T17:50:00+08:00", 10 * MINUTE_MS)).toBe(utc("2026-03-04T18:00:00+08:00"));
    expect(due(closed, "2026-03-04T17:50:00+08:00", 11 * MINUTE_MS)).toBe("calendar_never_opens");
    expect(due(calendar({}), "2026-03-04T17:50:00+08:00", 1)).toBe("calendar_never_opens");
    const once = calendar({ exceptions: [{ from: "2027-05-01", shifts: ["09:00-10:00"] }] });
    expect(due(once, "2026-03-04T17:50:00+08:00", HOUR_MS)).toBe(utc("2027-05-01T10:00:00+08:00"));
    expect(due(once, "2026-03-04T17:50:00+08:00", HOUR_MS + 1)).toBe("calendar_never_opens");
    expect(due(calendar({ weekly: office }), "2026-03-04T17:50:00+08:00", 1_000_000 * HOUR_MS)).toBe("target_too_far");
  });
});

describe("openings", () => {
  const where = calendar({ weekly: office, exceptions: [{ from: "2026-03-05" }] });

  it("are found from inside and outside hours, the closing moment being outside", () => {
    const next = (from: string) => nextOpening(where, at(from));
    const opens = (moment: string) => ({ ok: true, value: at(moment) });
    expect(next("2026-03-04T09:00:00+08:00")).toEqual(opens("2026-03-04T09:00:00+08:00"));
    expect(next("2026-03-04T12:00:00+08:00")).not.toEqual(opens("2026-03-04T12:00:00+08:00"));
    for (const from of ["2026-03-04T18:00:00+08:00", "2026-03-05T10:00:00+08:00"])
      expect(next(from)).toEqual(opens("2026-03-06T09:00:00+08:00"));
  });

  it("name the closure in between", () => {
    expect(closureNames(where, at("2026-03-04T18:00:00+08:00"), at("2026-03-06T09:00:00+08:00"))).toEqual([name]);
    expect(closureNames(where, at("2026-03-03T18:00:00+08:00"), at("2026-03-04T09:00:00+08:00"))).toEqual([]);
  });

  it("give the daily moment of a working day", () => {
    const daily = (after: string, skipToday: boolean) => {
      const moment = nextDailyMoment(where, at(after), { minute: 17 * 60, skipToday });
      return moment.ok ? new Date(moment.value).toISOString() : moment.refusal.code;
    };
    expect(daily("2026-03-04T10:00:00+08:00", false)).toBe(utc("2026-03-04T17:00:00+08:00"));
    expect(daily("2026-03-04T10:00:00+08:00", true)).toBe(utc("2026-03-06T17:00:00+08:00"));
    expect(daily("2026-03-04T17:00:00+08:00", false)).toBe(utc("2026-03-06T17:00:00+08:00"));
    expect(nextDailyMoment(calendar({}), 0, { minute: 0, skipToday: false }).ok).toBe(false);
  });
});

describe("what a pack writes", () => {
  it("is read as durations and shifts, or refused", () => {
    expect(parseDuration("1h30m")).toBe(90 * MINUTE_MS);
    expect(parseDuration("3d")).toBe(72 * HOUR_MS);
    expect([parseDuration("0m"), parseDuration("1.5h"), parseDuration("soon")]).toEqual([null, null, null]);
    expect(parseShift("22:00-06:00")).toEqual({ from: 1320, to: 1800 });
    expect(parseShift("00:00-24:00")).toEqual({ from: 0, to: 1440 });
    expect([parseShift("9-12"), parseShift("24:00-06:00"), parseShift("09:00")]).toEqual([null, null, null]);
  });

  it("is checked before it is computed with", () => {
    const problem = (change: Partial<WorkingCalendar>) =>
      compileCalendar({ ...alwaysOpen("Asia/Shanghai"), ...change });
    expect(problem({ zone: "Asia/Nowhere" }).ok).toBe(false);
    expect(problem({ exceptions: [{ from: "2026-02-30", to: null, shifts: [], name }] }).ok).toBe(false);
    expect(problem({ exceptions: [{ from: "2026-03-02", to: "2026-03-01", shifts: [], name }] }).ok).toBe(false);
    expect(problem({ exceptions: [{ from: "2026-03-02", to: null, shifts: [{ from: 60, to: 60 }], name }] }).ok).toBe(
      false,
    );
    expect(problem({}).ok).toBe(true);
  });
});
