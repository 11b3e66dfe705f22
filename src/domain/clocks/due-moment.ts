import type { Refusal } from "../result.ts";
import { addWorkingTime, nextDailyMoment, workingTimeBetween, type CompiledCalendar } from "../time/index.ts";
import type { Cycle, Stretch } from "./cycles.ts";
import type { PromiseLine } from "./promise-line.ts";

/** `at` null: not known while the clock stands still, or `problem` says why it never comes. */
export type Moment = { at: number | null; problem: Refusal | null };

/** When the target is used up: `due`, and the moments of the line's warn shares. */
export type Deadline = { due: Moment; warnings: { share: number; at: number }[] };

const UNKNOWN: Moment = { at: null, problem: null };

/**
 * The due and warn moments of a cycle by its stretches. Time that stood still does not count; a stretch in progress, and
 * the one in which the cycle ended, are followed into the future. `anchor`: when a once_before cycle is due.
 */
export function deadlineOf(
  line: PromiseLine,
  cycle: Cycle,
  { calendar, anchor }: { calendar: CompiledCalendar; anchor: number | null },
): Deadline {
  const { target, warn } = line;
  if (target.type === "within" || target.type === "every") {
    const warnings = warn.map((share) => ({
      share,
      at: whenCounted(cycle.stretches, calendar, Math.round(share * target.ms)).at,
    }));
    return { due: whenCounted(cycle.stretches, calendar, target.ms), warnings: warnings.filter(isKnown) };
  }
  const { due, basis } =
    target.type === "daily"
      ? whenDaily(cycle, calendar, target.minute)
      : { due: { at: anchor, problem: null }, basis: cycle.startedAt };
  if (due.at === null) return { due, warnings: [] };
  const span = workingTimeBetween(calendar, basis, due.at);
  const warnings = warn.map((share) => ({
    share,
    at: known(addWorkingTime(calendar, basis, Math.round(share * span))).at,
  }));
  return { due, warnings: warnings.filter(isKnown) };
}

const isKnown = (moment: { share: number; at: number | null }): moment is { share: number; at: number } =>
  moment.at !== null;

/** The moment at which `amountMs` of working time have been counted over the running stretches. */
function whenCounted(stretches: readonly Stretch[], calendar: CompiledCalendar, amountMs: number): Moment {
  let remaining = amountMs;
  for (const [index, { from, to, pausedBy }] of stretches.entries()) {
    if (pausedBy !== null) continue;
    if (to === null || index === stretches.length - 1) return known(addWorkingTime(calendar, from, remaining));
    const counted = workingTimeBetween(calendar, from, to);
    if (counted >= remaining) return known(addWorkingTime(calendar, from, remaining));
    remaining -= counted;
  }
  return UNKNOWN;
}

/** The first daily moment after the start (after the day of an update, whose news is told) that falls into running time. */
function whenDaily(cycle: Cycle, calendar: CompiledCalendar, minute: number): { due: Moment; basis: number } {
  const first = known(nextDailyMoment(calendar, cycle.startedAt, { minute, skipToday: cycle.restarted }));
  if (first.at === null) return { due: first, basis: cycle.startedAt };
  for (const [index, { from, to, pausedBy }] of cycle.stretches.entries()) {
    if (pausedBy !== null) continue;
    const due = first.at > from ? first : known(nextDailyMoment(calendar, from, { minute, skipToday: false }));
    const isLast = to === null || index === cycle.stretches.length - 1;
    if (isLast || due.at === null || due.at <= to) return { due, basis: from };
  }
  return { due: UNKNOWN, basis: cycle.startedAt };
}

const known = (answer: { ok: true; value: number } | { ok: false; refusal: Refusal }): Moment =>
  answer.ok ? { at: answer.value, problem: null } : { at: null, problem: answer.refusal };

export const isStanding = ({ stretches }: Cycle): boolean => stretches.at(-1)?.pausedBy != null;
