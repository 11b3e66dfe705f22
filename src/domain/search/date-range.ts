import { dateOf, dateText, dayNumber, isDate, type LocalDate } from "./local-date.ts";

/** Days in the person's own time zone: from the beginning of `from` to the beginning of `until`; null: open. */
export type DateRange = { from: string | null; until: string | null };

/** Day numbers, `until` not included. */
type Span = { from: number; until: number };

const SPAN = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/;
const DAYS_BACK = /^(\d{1,3})(?:天|d|days?)$/i;
const DAYS_BACK_MAX = 999;

/**
 * `2026`, `2026-01`, `2026-01-15`, `>=2026-01`, `<2026-02`, `2026-01..2026-03`, `今天`, `昨天`, `本周`, `本月`, `7天`, `today`, `7d`.
 * @param today in the person's time zone
 * @returns null when it is no date
 */
export function readDateRange(text: string, today: LocalDate): DateRange | null {
  const bounds = text.split("..");
  if (bounds.length === 2) return between(bounds[0]!, bounds[1]!, today);
  const [, sign = "", rest = ""] = /^(>=|<=|>|<|≥|≤)?(.*)$/.exec(text.normalize("NFC")) ?? [];
  const span = readSpan(rest, today);
  if (!span) return null;
  if (sign === ">=" || sign === "≥") return range(span.from, null);
  if (sign === ">") return range(span.until, null);
  if (sign === "<=" || sign === "≤") return range(null, span.until);
  if (sign === "<") return range(null, span.from);
  return range(span.from, span.until);
}

function between(from: string, to: string, today: LocalDate): DateRange | null {
  const first = from === "" ? null : readSpan(from, today);
  const last = to === "" ? null : readSpan(to, today);
  if ((from !== "" && !first) || (to !== "" && !last) || (!first && !last)) return null;
  return range(first?.from ?? null, last?.until ?? null);
}

function readSpan(text: string, today: LocalDate): Span | null {
  const now = dayNumber(today);
  const back = DAYS_BACK.exec(text);
  if (back) return { from: now - Math.min(Number(back[1]), DAYS_BACK_MAX) + 1, until: now + 1 };
  return namedSpan(text.toLowerCase(), now, today) ?? datedSpan(text);
}

function namedSpan(text: string, now: number, today: LocalDate): Span | null {
  // 1970-01-01, day 0, was a Thursday; weeks begin on Monday.
  const monday = now - ((((now + 3) % 7) + 7) % 7);
  switch (text) {
    case "今天":
    case "today":
      return { from: now, until: now + 1 };
    case "昨天":
    case "yesterday":
      return { from: now - 1, until: now };
    case "本周":
    case "this_week":
      return { from: monday, until: monday + 7 };
    case "上周":
    case "last_week":
      return { from: monday - 7, until: monday };
    case "本月":
    case "this_month":
      return monthSpan(today.year, today.month);
    case "上月":
    case "last_month":
      return today.month === 1 ? monthSpan(today.year - 1, 12) : monthSpan(today.year, today.month - 1);
    default:
      return null;
  }
}

function datedSpan(text: string): Span | null {
  const found = SPAN.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)];
  if (found[2] === undefined) return { from: first(year, 1), until: first(year + 1, 1) };
  if (!isDate({ year, month, day: 1 })) return null;
  if (found[3] === undefined) return monthSpan(year, month);
  if (!isDate({ year, month, day })) return null;
  return { from: dayNumber({ year, month, day }), until: dayNumber({ year, month, day }) + 1 };
}

const first = (year: number, month: number) => dayNumber({ year, month, day: 1 });

const monthSpan = (year: number, month: number): Span => ({
  from: first(year, month),
  until: month === 12 ? first(year + 1, 1) : first(year, month + 1),
});

const range = (from: number | null, until: number | null): DateRange => ({
  from: from === null ? null : dateText(dateOf(from)),
  until: until === null ? null : dateText(dateOf(until)),
});
