import type { LocalText } from "../local-text.ts";
import { accepted, refused, type Result } from "../result.ts";
import { DAY_MS } from "./calendar.ts";
import { BLOCK_MS, blockOf, exceptionOn, shiftsOn, type Block, type CompiledCalendar } from "./compile-calendar.ts";
import { instantOf, offsetAt } from "./zone.ts";

/** A promise further away than about a hundred years is a mistake in a pack, not a promise. */
const BLOCKS_WALKED_MAX = 571;
const DAYS_WALKED_MAX = 36_525;

const NEVER_OPEN: Block = { opens: [], closes: [], before: [], openMs: 0 };

/** Open time between two instants, in ms; 0 when `b` is not after `a`. */
export function workingTimeBetween(calendar: CompiledCalendar, a: number, b: number): number {
  if (b <= a) return 0;
  if (calendar.alwaysOpen) return b - a;
  const first = Math.floor(a / BLOCK_MS);
  const last = Math.floor(b / BLOCK_MS);
  let open = openBefore(blockOf(calendar, last), b) - openBefore(blockOf(calendar, first), a);
  for (let number = first; number < last; number++) open += blockOf(calendar, number).openMs;
  return open;
}

/**
 * The first instant at which `amountMs` of open time have passed since `from`; the exact inverse of measuring.
 * A target that fills a shift to the end is due at the shift's end, not at the next opening.
 * Refuses `calendar_never_opens` for a calendar closed for good, `target_too_far` beyond a hundred years.
 */
export function addWorkingTime(calendar: CompiledCalendar, from: number, amountMs: number): Result<number> {
  if (!(amountMs >= 0)) throw new RangeError(`working time to add: ${amountMs}`);
  if (amountMs === 0) return accepted(from);
  if (calendar.alwaysOpen) return accepted(from + amountMs);
  const first = Math.floor(from / BLOCK_MS);
  let remaining = amountMs + openBefore(blockOf(calendar, first), from);
  let lastOpenMs = 0;
  for (let number = first; number < first + BLOCKS_WALKED_MAX; number++) {
    const block = isPastLastOpening(calendar, number) ? NEVER_OPEN : blockOf(calendar, number);
    if (block.openMs >= remaining) return accepted(momentInBlock(block, remaining));
    remaining -= block.openMs;
    lastOpenMs = block.openMs;
  }
  return refused(lastOpenMs > 0 ? "target_too_far" : "calendar_never_opens", { calendar: calendar.id });
}

/** The first open instant at or after `from`. Refuses `calendar_never_opens`. */
export function nextOpening(calendar: CompiledCalendar, from: number): Result<number> {
  if (calendar.alwaysOpen) return accepted(from);
  const first = Math.floor(from / BLOCK_MS);
  for (let number = first; number < first + BLOCKS_WALKED_MAX; number++) {
    if (isPastLastOpening(calendar, number)) break;
    const { opens, closes } = blockOf(calendar, number);
    const at = firstAbove(closes, from);
    const opening = opens[at];
    if (opening !== undefined) return accepted(Math.max(opening, from));
  }
  return refused("calendar_never_opens", { calendar: calendar.id });
}

/** The open stretches between two instants, in order. */
export function openStretches(calendar: CompiledCalendar, a: number, b: number): { from: number; to: number }[] {
  if (b <= a) return [];
  if (calendar.alwaysOpen) return [{ from: a, to: b }];
  const stretches: { from: number; to: number }[] = [];
  for (let number = Math.floor(a / BLOCK_MS); number * BLOCK_MS < b; number++) {
    const { opens, closes } = blockOf(calendar, number);
    for (let at = firstAbove(closes, a); at < opens.length; at++) {
      const from = Math.max(opens[at] as number, a);
      const to = Math.min(closes[at] as number, b);
      if (from >= b) break;
      const last = stretches.at(-1);
      if (last?.to === from) last.to = to;
      else stretches.push({ from, to });
    }
  }
  return stretches;
}

/** Names of the dated closures that touch the time between two instants, each once. */
export function closureNames(calendar: CompiledCalendar, a: number, b: number): LocalText[] {
  const firstDay = Math.floor((a + offsetAt(calendar.zone, a)) / DAY_MS);
  const lastDay = Math.floor((b - 1 + offsetAt(calendar.zone, b - 1)) / DAY_MS);
  const touching = calendar.exceptions.filter(
    ({ fromDay, toDay, shifts }) => shifts.length === 0 && fromDay <= lastDay && toDay >= firstDay,
  );
  return touching
    .filter((closure) => exceptionOn(calendar, Math.max(closure.fromDay, firstDay)) === closure)
    .map(({ name }) => name);
}

/**
 * The next instant after `after` at which the wall clock reads `minute` of a day on which a shift begins.
 * `skipToday`: not on the local date of `after`, because that day's is already done.
 */
export function nextDailyMoment(
  calendar: CompiledCalendar,
  after: number,
  { minute, skipToday }: { minute: number; skipToday: boolean },
): Result<number> {
  const today = Math.floor((after + offsetAt(calendar.zone, after)) / DAY_MS);
  for (let day = skipToday ? today + 1 : today; day < today + DAYS_WALKED_MAX && day <= calendar.lastOpenDay; day++) {
    if (shiftsOn(calendar, day).length === 0) continue;
    const moment = instantOf(calendar.zone, day, minute);
    if (moment > after) return accepted(moment);
  }
  return refused("calendar_never_opens", { calendar: calendar.id });
}

/** A block that begins two days or more after the last dated opening holds none of it, in any zone. */
const isPastLastOpening = (calendar: CompiledCalendar, number: number) =>
  (number * BLOCK_MS) / DAY_MS - 3 > calendar.lastOpenDay;

function openBefore({ opens, closes, before }: Block, at: number): number {
  const index = firstAbove(opens, at) - 1;
  if (index < 0) return 0;
  return (before[index] as number) + Math.min(at, closes[index] as number) - (opens[index] as number);
}

/** The instant in the block by which `openMs` (above 0, at most the block's) have passed. */
function momentInBlock({ opens, before }: Block, openMs: number): number {
  const index = firstAtLeast(before, openMs) - 1;
  return (opens[index] as number) + openMs - (before[index] as number);
}

/** Index of the first value above `limit` in a rising list; its length if there is none. */
function firstAbove(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function firstAtLeast(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) >= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
