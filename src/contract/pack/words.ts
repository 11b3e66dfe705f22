import { z } from "zod";
import { parseDuration, parseMinuteOfDay } from "../../domain/time/index.ts";

const LIST_ITEMS_MAX = 500;

export const text = z.string().trim().min(1).max(4_000);
export const localText = z.strictObject({ zh: text, en: text });
export const slug = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, "an id of small letters, digits, dots, hyphens");
/** A figure of money, months or people that is at least, or at most, so much; null: none is named. */
export const figure = z.number().min(0).max(1_000_000_000_000).nullable().default(null);
export const list = <T extends z.ZodType>(item: T) => z.array(item).max(LIST_ITEMS_MAX);
export const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((only) => [only]), z.array(item).min(1).max(50)]);

/** What a rule of the format's own says in both languages. */
export const faulty = (zh: string, message: string) => ({ code: "custom" as const, message, params: { zh } });

const DURATION_WORDS = { pattern: "^(\\d{1,6}[smhd])+$", description: "时长 · a duration: 90s, 30m, 2h, 1h30m, 3d" };
const MINUTE_WORDS = { pattern: "^([01]\\d|2[0-3]):[0-5]\\d$", description: "时刻 · a time of day: 17:00" };

export const duration = z
  .string()
  .meta(DURATION_WORDS)
  .transform((given, context): number => {
    const ms = parseDuration(given);
    if (ms !== null) return ms;
    context.addIssue(faulty(`"${given}" 不是 30m、2h、3d 这样的时长`, `"${given}" is no duration like 30m, 2h, 3d`));
    return z.NEVER;
  });
export const minuteOfDay = z
  .string()
  .meta(MINUTE_WORDS)
  .transform((given, context): number => {
    const minute = parseMinuteOfDay(given);
    if (minute !== null && minute < 1440) return minute;
    context.addIssue(faulty(`"${given}" 不是 17:00 这样的时刻`, `"${given}" is no time of day like 17:00`));
    return z.NEVER;
  });

export const named = z.strictObject({ id: slug, label: localText });
