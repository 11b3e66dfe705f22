import { DAY_MS, HOUR_MS, MINUTE_MS } from "./calendar.ts";

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** `90s`, `30m`, `2h`, `1h30m`, `3d` (72 h) in milliseconds; null for anything else and for zero. */
export function parseDuration(text: string): number | null {
  if (!/^(\d{1,6}[smhd])+$/.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)([smhd])/g)) total += Number(amount) * (UNIT_MS[unit ?? ""] ?? 0);
  return total > 0 ? total : null;
}

/** `17:00` as minutes from midnight, `24:00` included; null for anything else. */
export function parseMinuteOfDay(text: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match) return Number(match[1]) * 60 + Number(match[2]);
  return text === "24:00" ? 1440 : null;
}

/** `09:00-12:00` as a shift; an end at or before the start lies on the next day. */
export function parseShift(text: string): { from: number; to: number } | null {
  const [start, end, ...rest] = text.split("-");
  const from = parseMinuteOfDay(start ?? "");
  const to = parseMinuteOfDay(end ?? "");
  if (from === null || to === null || from === 1440 || rest.length > 0) return null;
  return { from, to: to > from ? to : to + 1440 };
}
