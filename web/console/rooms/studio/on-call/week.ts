/** Weeks of duty in a person's own time zone. Days are `2026-03-02`, moments milliseconds since the epoch. */

import { dayAfter } from "../../../../ui/time/wall-clock.ts";

export const WEEK_DAYS = 7;

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % WEEK_DAYS;
  return dayAfter(day, -weekday);
}

export type Duty = {
  id: string;
  rosterId: string;
  person: { id: string; name: string };
  startsAt: string;
  endsAt: string;
};
export type Stretch = { from: number; to: number };

/** When nobody of a roster has duty, within a time; duties that overlap cover it together. */
export function gapsOf(duties: readonly Pick<Duty, "startsAt" | "endsAt">[], { from, to }: Stretch): Stretch[] {
  const covered = duties
    .map(({ startsAt, endsAt }) => ({ from: Date.parse(startsAt), to: Date.parse(endsAt) }))
    .filter((duty) => duty.to > from && duty.from < to)
    .toSorted((a, b) => a.from - b.from);
  const gaps: Stretch[] = [];
  let at = from;
  for (const duty of covered) {
    if (duty.from > at) gaps.push({ from: at, to: duty.from });
    at = Math.max(at, duty.to);
  }
  if (at < to) gaps.push({ from: at, to });
  return gaps;
}

/** Rows in which no two duties overlap. */
export function lanesOf<D extends Pick<Duty, "startsAt" | "endsAt">>(duties: readonly D[]): D[][] {
  const lanes: D[][] = [];
  for (const duty of duties.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))) {
    const lane = lanes.find((one) => Date.parse(one.at(-1)?.endsAt ?? "") <= Date.parse(duty.startsAt));
    if (lane) lane.push(duty);
    else lanes.push([duty]);
  }
  return lanes;
}

/** The duties of the week before, put where this week lies; those that stand there already are left out. */
export function copiesOf(given: {
  before: readonly Duty[];
  now: readonly Duty[];
  shiftMs: number;
}): Omit<Duty, "id">[] {
  const there = new Set(given.now.map(nameOf));
  return given.before
    .map(({ rosterId, person, startsAt, endsAt }) => ({
      rosterId,
      person,
      startsAt: shifted(startsAt, given.shiftMs),
      endsAt: shifted(endsAt, given.shiftMs),
    }))
    .filter((duty) => !there.has(nameOf(duty)));
}

const shifted = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();
const nameOf = ({ rosterId, person, startsAt, endsAt }: Omit<Duty, "id">) =>
  [rosterId, person.id, Date.parse(startsAt), Date.parse(endsAt)].join();
