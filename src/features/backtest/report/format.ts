import type { LocalText } from "../../../domain/local-text.ts";
import { offsetAt } from "../../../domain/time/zone.ts";
import type { ReportLanguage } from "./words.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `12,345`, the same on every machine. */
export const count = (number: number): string => String(number).replaceAll(/\B(?=(\d{3})+$)/g, ",");

export const signed = (number: number): string =>
  number > 0 ? `+${count(number)}` : number < 0 ? `−${count(-number)}` : "±0";

export const percent = (share: number | null): string => (share === null ? "—" : `${(share * 100).toFixed(1)} %`);

/** The difference of two shares in points of a hundred. */
export function points(before: number | null, after: number | null): string {
  if (before === null || after === null) return "—";
  const difference = (after - before) * 100;
  const text = Math.abs(difference).toFixed(1);
  return text === "0.0" ? "±0" : `${difference > 0 ? "+" : "−"}${text}`;
}

/** The two largest units: `2 天 3 小时`, `2 d 3 h`. */
export function duration(ms: number, language: ReportLanguage): string {
  const units: readonly (readonly [number, LocalText])[] = [
    [DAY_MS, { zh: " 天", en: " d" }],
    [HOUR_MS, { zh: " 小时", en: " h" }],
    [MINUTE_MS, { zh: " 分", en: " min" }],
    [1_000, { zh: " 秒", en: " s" }],
  ];
  const first = units.findIndex(([unit]) => ms >= unit);
  if (first < 0) return `0${units[3]?.[1][language] ?? ""}`;
  let rest = ms;
  const parts = units.slice(first, first + 2).flatMap(([unit, name]) => {
    const whole = Math.floor(rest / unit);
    rest -= whole * unit;
    return whole > 0 ? [`${count(whole)}${name[language]}`] : [];
  });
  return parts.join(" ");
}

/** `2025-01-31 08:00` on the zone's wall clock. */
export const moment = (at: number, zone: string): string =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(0, 16).replace("T", " ");

export const day = (at: number, zone: string): string => moment(at, zone).slice(0, 10);
