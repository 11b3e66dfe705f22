import type { LocalText } from "../../../../../src/domain/local-text.ts";
import type { PromiseLine } from "../../../../../src/domain/clocks/promise-line.ts";
import type { Pack } from "../../../../../src/domain/sop/pack.ts";
import { conditionWords, targetWords } from "../../../../../src/domain/sop/words.ts";
import type { Item } from "./version-detail.ts";

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One text in both languages. */
export const isLocalText = (value: unknown): value is LocalText =>
  isMapping(value) &&
  Object.keys(value).length === 2 &&
  typeof value["zh"] === "string" &&
  typeof value["en"] === "string";

const NAMING = ["name", "title", "label", "subject", "what"] as const;

/** What people call an item; null when it has no words of its own. */
export function nameOf(item: Item): LocalText | null {
  for (const key of NAMING) {
    const text = item[key];
    if (isLocalText(text)) return text;
  }
  return null;
}

/** The part that `nameOf` shows, so that it is not said twice. */
export const namingKey = (item: Item): string | null => NAMING.find((key) => isLocalText(item[key])) ?? null;

/** Whether a promise says all the words, as it is written or as it is read. */
export const lineSays = (pack: Pack, line: PromiseLine, query: string): boolean =>
  itemSays([line, conditionWords(pack, line.when), targetWords(line.target)], query);

/** Whether an item says all the words that somebody looks for. */
export function itemSays(item: unknown, query: string): boolean {
  const text = JSON.stringify(item).toLowerCase();
  return query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
