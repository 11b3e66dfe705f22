import { readTicketNumber, ticketLabel } from "../channel/ticket-label.ts";
import type { LocalText } from "../local-text.ts";
import { readDateRange, type DateRange } from "./date-range.ts";
import {
  filterKey,
  filterLabel,
  FILTER_WORDS,
  VALUE_WORDS,
  valueLabel,
  valueOf,
  type ClosedKey,
  type FilterKey,
} from "./filter-words.ts";
import type { LocalDate } from "./local-date.ts";
import { joinPhones } from "./phone-code.ts";
import { phraseTerms, termsOf, type CutWords, type Term } from "./search-terms.ts";

/** Somebody, a team: oneself, none, or by a part of the name. */
export type Named = { kind: "me" } | { kind: "none" } | { kind: "named"; text: string };

/** One key twice means either; different keys must all hold. */
export type SearchFilters = Record<ClosedKey, string[]> & {
  assignee: Named[];
  team: Named[];
  created: DateRange[];
  updated: DateRange[];
  number: number[];
} & Record<"tag" | "customer" | "category" | "from" | "to", string[]>;

export type Place = { start: number; end: number };
export type Chip = Place & { key: FilterKey; value: string; label: LocalText };
export type ParsedSearch = {
  filters: SearchFilters;
  terms: Term[];
  /** The free words as typed, without filters. */
  words: string[];
  chips: Chip[];
  problems: (Place & { what: LocalText })[];
};

const TOKENS_MAX = 50;
const TERMS_MAX = 20;
const TOKEN = /([^\s"“”:：]+)[:：](?=\s|$)|(?:([^\s"“”:：]+)[:：])?(?:"([^"]*)"|“([^”]*)”|([^\s"“”]+))/g;

/**
 * Reads what somebody typed into the search box: words, "phrases", and filters in either language (`状态:处理中`, `from:wang`).
 * A word with a colon whose front is no filter (`Error:1024`, `http://…`) is a word. What is not understood is a problem
 * in words, and the rest is still searched.
 */
export function parseSearch(q: string, context: { today: LocalDate; cut: CutWords }): ParsedSearch {
  const parsed: ParsedSearch = { filters: noFilters(), terms: [], words: [], chips: [], problems: [] };
  for (const token of [...joinPhones(q).matchAll(TOKEN)].slice(0, TOKENS_MAX)) {
    const place = { start: token.index, end: token.index + token[0].length };
    const [whole, empty, front, straight, curly, bare] = token;
    const key = filterKey(front ?? empty ?? "");
    if (key) readFilter(parsed, { key, value: (straight ?? curly ?? bare ?? "").trim(), place }, context.today);
    else {
      parsed.words.push(q.slice(place.start, place.end));
      readWord(parsed, { whole, quoted: front === undefined ? (straight ?? curly) : undefined }, context.cut);
    }
  }
  parsed.terms = parsed.terms.slice(0, TERMS_MAX);
  return parsed;
}

function readWord(parsed: ParsedSearch, word: { whole: string; quoted: string | undefined }, cut: CutWords): void {
  parsed.terms.push(...(word.quoted === undefined ? termsOf(word.whole, cut) : phraseTerms(word.quoted)));
}

type Filter = { key: FilterKey; value: string; place: Place };

function readFilter(parsed: ParsedSearch, filter: Filter, today: LocalDate): void {
  if (filter.value === "") return complain(parsed, filter, missingValue(filter.key));
  for (const value of filter.value.split(/[,，]/).map((part) => part.trim())) {
    if (value === "") continue;
    const label = take(parsed.filters, { ...filter, value }, today);
    if (label === null) complain(parsed, filter, notUnderstood(filter.key, value));
    else parsed.chips.push({ key: filter.key, value, label: labelled(filter.key, label), ...filter.place });
  }
}

/** Adds the filter; answers the words of its value, null when it is not understood. */
function take(filters: SearchFilters, { key, value }: Filter, today: LocalDate): LocalText | null {
  switch (key) {
    case "state":
    case "priority":
    case "kind":
    case "channel": {
      const known = valueOf(key, value);
      if (known === null) return null;
      filters[key].push(known);
      return valueLabel(key, known);
    }
    case "assignee":
    case "team":
      filters[key].push(readName(value));
      return nameLabel(value);
    case "created":
    case "updated": {
      const range = readDateRange(value, today);
      if (!range) return null;
      filters[key].push(range);
      return same(value);
    }
    case "number": {
      const number = readTicketNumber(value);
      if (number === null) return null;
      filters.number.push(number);
      return same(ticketLabel(number));
    }
    default:
      filters[key].push(value);
      return same(value);
  }
}

const ME = ["我", "我的", "me", "mine"];
const NONE = ["无", "未分配", "none", "unassigned"];

function readName(value: string): Named {
  const word = value.toLowerCase();
  if (ME.includes(word)) return { kind: "me" };
  return NONE.includes(word) ? { kind: "none" } : { kind: "named", text: value };
}

function nameLabel(value: string): LocalText {
  const read = readName(value);
  if (read.kind === "named") return same(value);
  return read.kind === "me" ? { zh: "我", en: "me" } : { zh: "无", en: "none" };
}

const same = (value: string): LocalText => ({ zh: value, en: value });
const labelled = (key: FilterKey, value: LocalText): LocalText => ({
  zh: `${filterLabel(key).zh}：${value.zh}`,
  en: `${filterLabel(key).en}: ${value.en}`,
});

const complain = (parsed: ParsedSearch, { place }: Filter, what: LocalText) =>
  void parsed.problems.push({ ...place, what });

const missingValue = (key: FilterKey): LocalText => ({
  zh: `“${FILTER_WORDS[key][0]}”后面缺少内容`,
  en: `Nothing follows “${FILTER_WORDS[key][1]}:”`,
});

function notUnderstood(key: FilterKey, value: string): LocalText {
  const words = Object.hasOwn(VALUE_WORDS, key) ? VALUE_WORDS[key as ClosedKey] : null;
  if (!words)
    return {
      zh: `“${value}”无法识别，例如：${key === "number" ? "1024" : "2026-01、今天、7天"}`,
      en: `“${value}” is not understood; try ${key === "number" ? "1024" : "2026-01, today, 7d"}`,
    };
  const zh = Object.values(words).map((each: readonly string[]) => each[0]!);
  return {
    zh: `“${value}”不是可选的${FILTER_WORDS[key][0]}，可选：${zh.join("、")}`,
    en: `“${value}” is no ${FILTER_WORDS[key][1]}; one of ${Object.keys(words).join(", ")}`,
  };
}

const noFilters = (): SearchFilters => ({
  state: [],
  priority: [],
  kind: [],
  channel: [],
  assignee: [],
  team: [],
  created: [],
  updated: [],
  number: [],
  tag: [],
  customer: [],
  category: [],
  from: [],
  to: [],
});
