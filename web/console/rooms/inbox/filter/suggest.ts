import {
  filterKey,
  filterLabel,
  FILTER_WORDS,
  VALUE_WORDS,
  valueLabel,
  type ClosedKey,
  type FilterKey,
} from "../../../../../src/domain/search/index.ts";
import type { Known } from "./read-filter.ts";
import { tokenOf } from "./write-filter.ts";

/** `text`: what it puts into the field; it ends with a colon where a value must follow. */
export type Suggestion = { text: string; name: string; hint: string };

type Language = "zh" | "en";
const SUGGESTIONS_MAX = 12;

/** What could stand where one types: names of filters, or the values of the one that was begun. */
export function suggest(typed: string, known: Known & { tags: readonly string[] }, language: Language): Suggestion[] {
  const [, front, rest] = /^([^\s:：]+)[:：]\s*"?([^"]*)$/.exec(typed) ?? [];
  const key = filterKey(front ?? "");
  if (!key) return keysFor(typed, language);
  const wanted = (rest ?? "").toLowerCase();
  return valuesOf(key, known, language)
    .filter(({ value, other }) => [value, ...other].some((word) => word.toLowerCase().includes(wanted)))
    .slice(0, SUGGESTIONS_MAX)
    .map(({ value, name, hint }) => ({ text: tokenOf(key, value, language), name: name ?? value, hint }));
}

function keysFor(typed: string, language: Language): Suggestion[] {
  const wanted = typed.toLowerCase();
  return (Object.keys(FILTER_WORDS) as FilterKey[])
    .filter((key) => FILTER_WORDS[key].some((word) => word.toLowerCase().startsWith(wanted)))
    .map((key) => ({
      text: `${filterLabel(key)[language]}:`,
      name: `${filterLabel(key)[language]}:`,
      hint: example(key, language),
    }));
}

/** `name`: what is shown where it is not the value itself. */
type Value = { value: string; name?: string; other: readonly string[]; hint: string };

function valuesOf(key: FilterKey, known: Known & { tags: readonly string[] }, language: Language): Value[] {
  const plain = (value: string): Value => ({ value, other: [], hint: "" });
  if (Object.hasOwn(VALUE_WORDS, key)) return closedValues(key as ClosedKey, language);
  switch (key) {
    case "assignee":
      return [...WHO[language].map(plain), ...known.people.map(({ name }) => plain(name))];
    case "team":
      return known.teams.map(({ name }) => plain(name));
    case "tag":
      return known.tags.map((tag) => {
        const shipped = known.tagNames.find(({ id }) => id === tag);
        if (!shipped) return plain(tag);
        const { zh, en } = shipped.name;
        return { value: tag, name: shipped.name[language], other: [zh, en], hint: tag };
      });
    case "category":
      return known.categories.map(({ id, name }) => ({ value: id, other: [name.zh, name.en], hint: name[language] }));
    case "created":
    case "updated":
      return DAYS[language].map(plain);
    default:
      return [];
  }
}

const closedValues = (key: ClosedKey, language: Language): Value[] =>
  Object.entries(VALUE_WORDS[key]).map(([value, words]) => ({
    value: language === "zh" ? valueLabel(key, value).zh : value,
    other: [value, ...words],
    hint: language === "zh" || valueLabel(key, value).en === value ? "" : valueLabel(key, value).en,
  }));

const WHO = { zh: ["我", "未分配"], en: ["me", "none"] } as const;
const DAYS = {
  zh: ["今天", "昨天", "本周", "上周", "本月", "7天", "30天"],
  en: ["today", "yesterday", "this_week", "last_week", "this_month", "7d", "30d"],
} as const;

function example(key: FilterKey, language: Language): string {
  if (Object.hasOwn(VALUE_WORDS, key))
    return closedValues(key as ClosedKey, language)
      .slice(0, 3)
      .map(({ value }) => value)
      .join(" · ");
  if (key === "created" || key === "updated") return DAYS[language].slice(0, 3).join(" · ");
  return key === "assignee" ? WHO[language].join(" · ") : "";
}
