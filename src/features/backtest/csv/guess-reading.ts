import type { LocalText } from "../../../domain/local-text.ts";
import { accepted, refused, type Result } from "../../../domain/result.ts";
import type { EventWord } from "./event-words.ts";
import { COLUMN_NAMES, guessMeaning, guessPriority } from "./guess-words.ts";
import { DEFAULT_FACTS, guessMoments, readMoments, shownNames, type LogReading } from "./log-reading.ts";

type Needed = "case" | "activity" | "moment";
type Columns = Record<Needed, number> & { team: number | null; priority: number | null; category: number | null };

const WORDS_NOTED_MAX = 60;
const VALUES_ARE_MOMENTS = 0.9;
/** Shorter endings are found where nobody meant them: `key`, `id`. */
const ENDING_CHARS_MIN = 8;
/** A first row in which a moment stands is no header. */
const READS_ONE = 0;
const ACTIVITY_CHARS_MAX = 60;

/**
 * How a file without a map seems to be written, from its first rows, with or without a header. Columns without a telling name are looked for by
 * what stands in them. Refuses `backtest_columns_missing` with what it could not find.
 */
export function guessReading(rows: readonly string[][], zone: string): Result<LogReading> {
  const [first = [], ...others] = rows;
  const isHeadless = guessMoments(first, zone, READS_ONE) !== null;
  const header = isHeadless ? first.map((_, index) => `#${index + 1}`) : first;
  const sample = isHeadless ? rows : others;
  const found = guessColumns(header, sample, zone);
  const missing = (["case", "activity", "moment"] as const).filter((column) => found[column] === null);
  const guessed = found.moment === null ? null : guessMoments(column(sample, found.moment), zone);
  if (missing.length > 0 || !guessed)
    return refused("backtest_columns_missing", { missing: [...missing], found: shownNames(header) });
  const at = found as Columns;
  const meanings = new Map<string, readonly EventWord[]>();
  const strangePriorities = new Set<string>();
  const factColumns = [at.priority, at.category].filter((place) => place !== null);
  return accepted({
    zone,
    header: !isHeadless,
    columns: header.length,
    at,
    moment: readMoments([guessed.format], zone),
    meaningOf: (activity) => {
      if (activity === "") return null;
      const words = meanings.get(activity) ?? guessMeaning(activity);
      meanings.set(activity, words);
      return words;
    },
    factColumns,
    factsOf: (values) => {
      const [priority, category] = at.priority === null ? ["", values[0]] : values;
      const known = priority ? guessPriority(priority) : null;
      if (priority && !known) strangePriorities.add(priority);
      return { ...DEFAULT_FACTS, priority: known ?? DEFAULT_FACTS.priority, categoryId: category || null };
    },
    lastRowSolves: false,
    notes: () => [
      columnsNote(shownNames(header), at, guessed.format, zone),
      ...meaningNotes(meanings),
      ...(strangePriorities.size > 0 ? [priorityNote([...strangePriorities])] : []),
    ],
  });
}

function guessColumns(header: readonly string[], sample: readonly string[][], zone: string) {
  const names = header.map((name) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ""));
  const isMoment = (index: number) => (guessMoments(column(sample, index), zone)?.share ?? 0) >= VALUES_ARE_MOMENTS;
  const moment =
    named(names, COLUMN_NAMES.moment).find((index) => guessMoments(column(sample, index), zone) !== null) ??
    header.findIndex((_, index) => isMoment(index));
  const byName = (candidates: readonly string[]) => named(names, candidates).find((index) => index !== moment) ?? null;
  const [activity, caseId] = [byName(COLUMN_NAMES.activity), byName(COLUMN_NAMES.case)];
  const bySpread = header
    .map((_, index) => ({ index, distinct: new Set(column(sample, index)).size }))
    .filter(({ index, distinct }) => index !== moment && distinct > 1 && distinct < sample.length)
    .toSorted((a, b) => a.distinct - b.distinct || a.index - b.index);
  return {
    moment: moment < 0 ? null : moment,
    activity: activity ?? bySpread.find(({ index }) => index !== caseId)?.index ?? null,
    case: caseId ?? bySpread.findLast(({ index }) => index !== activity)?.index ?? null,
    team: byName(COLUMN_NAMES.team),
    priority: byName(COLUMN_NAMES.priority),
    category: byName(COLUMN_NAMES.category),
  };
}

/** The columns that are called so, the likeliest first; then those whose name ends so, as 处理环节 does in 环节. */
function named(names: readonly string[], candidates: readonly string[]): number[] {
  const exact = candidates.map((candidate) => names.indexOf(candidate));
  const ending = candidates
    .filter((candidate) => candidate.length >= ENDING_CHARS_MIN || /\p{Script=Han}/u.test(candidate))
    .map((candidate) => names.findIndex((name) => name.endsWith(candidate)));
  return [...exact, ...ending].filter((index) => index >= 0);
}

const column = (sample: readonly string[][], index: number) => sample.map((cells) => cells[index]?.trim() ?? "");

function columnsNote(header: readonly string[], at: Columns, format: string, zone: string): LocalText {
  const named = (place: number | null, none: string) => (place === null ? none : `“${header[place]}”`);
  return {
    zh: `未给映射文件，按列名与内容推断：工单编号 ${named(at.case, "无")}，活动 ${named(at.activity, "无")}，时间 ${named(at.moment, "无")}（${format}，时区 ${zone}），小组 ${named(at.team, "无")}，优先级 ${named(at.priority, "无")}，分类 ${named(at.category, "无")}。`,
    en: `No map was given; guessed from names and contents: case ${named(at.case, "none")}, activity ${named(at.activity, "none")}, moment ${named(at.moment, "none")} (${format}, zone ${zone}), team ${named(at.team, "none")}, priority ${named(at.priority, "none")}, category ${named(at.category, "none")}.`,
  };
}

function meaningNotes(meanings: ReadonlyMap<string, readonly EventWord[]>): LocalText[] {
  const all = [...meanings].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const listed = all
    .slice(0, WORDS_NOTED_MAX)
    .map(
      ([activity, words]) => `${activity.slice(0, ACTIVITY_CHARS_MAX).replaceAll(/\s+/g, " ")} → ${words.join(" + ")}`,
    );
  const more = all.length - listed.length;
  return [
    {
      zh: `活动的含义为推断：${listed.join("；")}${more > 0 ? `；另有 ${more} 种` : ""}。`,
      en: `What the activities mean is guessed: ${listed.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`,
    },
  ];
}

const priorityNote = (values: readonly string[]): LocalText => ({
  zh: `这些优先级无法识别，按 P3 处理：${values.slice(0, WORDS_NOTED_MAX).join("、")}。`,
  en: `These priorities were not understood and are taken for P3: ${values.slice(0, WORDS_NOTED_MAX).join(", ")}.`,
});
