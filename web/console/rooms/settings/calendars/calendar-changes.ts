import type { CalendarShape } from "../../../../../src/contract/procedure-routes.ts";

export type CalendarChanges = {
  /** Holidays, make-up days and other exceptions. */
  added: number;
  removed: number;
  week: boolean;
  /** Name or time zone. */
  name: boolean;
};

/** What a version of a calendar changed; `before` null: the first one known. */
export function calendarChanges(before: CalendarShape | null, after: CalendarShape): CalendarChanges {
  if (before === null) return { added: 0, removed: 0, week: false, name: false };
  const [old, now] = [namesOf(before), namesOf(after)];
  return {
    added: [...now].filter((one) => !old.has(one)).length,
    removed: [...old].filter((one) => !now.has(one)).length,
    week: JSON.stringify(weekOf(before)) !== JSON.stringify(weekOf(after)),
    name: before.zone !== after.zone || before.name.zh !== after.name.zh || before.name.en !== after.name.en,
  };
}

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const weekOf = ({ weekly }: CalendarShape) => DAYS.map((day) => weekly[day].map(({ from, to }) => [from, to]));

const namesOf = ({ exceptions }: CalendarShape) =>
  new Set(
    exceptions.map(({ from, to, shifts, name }) =>
      [from, to, ...shifts.flatMap((shift) => [shift.from, shift.to]), name.zh, name.en].join("|"),
    ),
  );
