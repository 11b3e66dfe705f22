import type { LocalText } from "../local-text.ts";
import { accepted, refused, type Result } from "../result.ts";
import { DAY_MINUTES, DAY_MS, MINUTE_MS, WEEKDAYS, type Shift, type WorkingCalendar } from "./calendar.ts";
import { dayNumberOf, isZone, offsetStretches } from "./zone.ts";

/** 64 days of opening times, computed once: `opens[i]` to `closes[i]` in epoch ms, `before[i]` the open ms in the block up to `opens[i]`. */
export type Block = { opens: number[]; closes: number[]; before: number[]; openMs: number };

type Exception = { fromDay: number; toDay: number; shifts: readonly Shift[]; name: LocalText };

/** A checked calendar that remembers the blocks it has computed. It holds no clock and may be shared freely. */
export type CompiledCalendar = {
  readonly id: string;
  readonly zone: string;
  readonly alwaysOpen: boolean;
  /** The week from Monday. */
  readonly week: readonly (readonly Shift[])[];
  readonly exceptions: readonly Exception[];
  /** No weekly shift: after this day it never opens again. */
  readonly lastOpenDay: number;
  readonly blocks: Map<number, Block>;
};

export const BLOCK_MS = 64 * DAY_MS;
const BLOCKS_KEPT_MAX = 2_000;

/** Checks a calendar and makes it ready to compute with. Refuses `calendar_invalid` with the id and what is wrong. */
export function compileCalendar(calendar: WorkingCalendar): Result<CompiledCalendar> {
  const invalid = (problem: string) => refused("calendar_invalid", { calendar: calendar.id, problem });
  if (!isZone(calendar.zone)) return invalid(`zone ${calendar.zone}`);
  const week = WEEKDAYS.map((weekday) => calendar.weekly[weekday]);
  const exceptions: Exception[] = [];
  for (const { from, to, shifts, name } of calendar.exceptions) {
    const fromDay = dayNumberOf(from);
    const toDay = to === null ? Infinity : dayNumberOf(to);
    if (fromDay === null || toDay === null || toDay < fromDay) return invalid(`dates ${from} – ${to}`);
    exceptions.push({ fromDay, toDay, shifts, name });
  }
  const bad = [...week, ...exceptions.map(({ shifts }) => shifts)].flat().find((shift) => !isShift(shift));
  if (bad) return invalid(`shift ${bad.from} – ${bad.to}`);
  const openDays = exceptions.filter(({ shifts }) => shifts.length > 0).map(({ toDay }) => toDay);
  return accepted({
    id: calendar.id,
    zone: calendar.zone,
    alwaysOpen: exceptions.length === 0 && week.every(isAllDay),
    week,
    exceptions,
    lastOpenDay: week.some((shifts) => shifts.length > 0) ? Infinity : Math.max(-Infinity, ...openDays),
    blocks: new Map(),
  });
}

const isShift = ({ from, to }: Shift) =>
  Number.isInteger(from) &&
  Number.isInteger(to) &&
  from >= 0 &&
  from < DAY_MINUTES &&
  to > from &&
  to <= from + DAY_MINUTES;

const isAllDay = (shifts: readonly Shift[]) => shifts.some(({ from, to }) => from === 0 && to === DAY_MINUTES);

export function blockOf(calendar: CompiledCalendar, number: number): Block {
  const kept = calendar.blocks.get(number);
  if (kept) return kept;
  if (calendar.blocks.size >= BLOCKS_KEPT_MAX) calendar.blocks.clear();
  const block = computeBlock(calendar, number * BLOCK_MS);
  calendar.blocks.set(number, block);
  return block;
}

/** The shifts that begin on a day (days since 1970-01-01). */
export function shiftsOn(calendar: CompiledCalendar, day: number): readonly Shift[] {
  return exceptionOn(calendar, day)?.shifts ?? calendar.week[weekdayOf(day)] ?? [];
}

export const exceptionOn = (calendar: CompiledCalendar, day: number): Exception | undefined =>
  calendar.exceptions.findLast(({ fromDay, toDay }) => fromDay <= day && day <= toDay);

/** 1970-01-01 was a Thursday, index 3 of a week from Monday. */
const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;

function computeBlock(calendar: CompiledCalendar, start: number): Block {
  const pieces: [number, number][] = [];
  for (const { from, to, offsetMs } of offsetStretches(calendar.zone, start, start + BLOCK_MS)) {
    const wallFrom = from + offsetMs;
    const wallTo = to + offsetMs;
    // One day earlier, because its night shift may reach into the stretch.
    for (let day = Math.floor(wallFrom / DAY_MS) - 1; day * DAY_MS < wallTo; day++) {
      for (const shift of shiftsOn(calendar, day)) {
        const opens = Math.max(day * DAY_MS + shift.from * MINUTE_MS, wallFrom);
        const closes = Math.min(day * DAY_MS + shift.to * MINUTE_MS, wallTo);
        if (opens < closes) pieces.push([opens - offsetMs, closes - offsetMs]);
      }
    }
  }
  return joined(pieces.toSorted((a, b) => a[0] - b[0]));
}

function joined(pieces: readonly [number, number][]): Block {
  const block: Block = { opens: [], closes: [], before: [], openMs: 0 };
  let closes = -Infinity;
  for (const [from, to] of pieces) {
    const opens = Math.max(from, closes);
    if (to <= opens) continue;
    if (opens === closes) block.closes[block.closes.length - 1] = to;
    else {
      block.opens.push(opens);
      block.closes.push(to);
      block.before.push(block.openMs);
    }
    block.openMs += to - opens;
    closes = to;
  }
  return block;
}
