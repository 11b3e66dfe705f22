import type { PromiseLine } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import type { Pack } from "./pack.ts";
import { together } from "./say.ts";
import { sectionsOf } from "./sections.ts";
import { conditionWords, effectWords, promiseName, stateWords, targetWords } from "./words.ts";

/** One difference between two packs, in words of both languages. */
export type PackChange = {
  section: string;
  id: string;
  kind: "added" | "removed" | "changed";
  says: LocalText;
};

type Item = Readonly<Record<string, unknown>> & { id: string };

const WORD_CHARS_MAX = 60;
const NOTHING: LocalText = { zh: "无", en: "none" };

/** What changes from the first pack to the second: promises first, each with its source. Empty when nothing does. */
export function diffPacks(before: Pack, after: Pack): PackChange[] {
  return [...promiseChanges(before, after), ...otherChanges(before, after)];
}

function promiseChanges(before: Pack, after: Pack): PackChange[] {
  const change = (id: string, kind: PackChange["kind"], says: LocalText): PackChange => ({
    section: "promises",
    id,
    kind,
    says,
  });
  const whole = (pack: Pack, line: PromiseLine, zh: string, en: string): LocalText => {
    const name = promiseName(pack, line);
    const target = targetWords(line.target);
    return {
      zh: `${zh}${name.zh}：${target.zh}，来源 ${line.source}`,
      en: `${en} ${name.en}: ${target.en}, source ${line.source}`,
    };
  };
  const removed = before.promises
    .filter(({ id }) => !after.promises.some((line) => line.id === id))
    .map((line) => change(line.id, "removed", whole(before, line, "删除 ", "removed")));
  return [
    ...after.promises.flatMap((line) => {
      const old = before.promises.find(({ id }) => id === line.id);
      if (!old) return [change(line.id, "added", whole(after, line, "新增 ", "added"))];
      const says = lineChange({ pack: before, line: old }, { pack: after, line });
      return says ? [change(line.id, "changed", says)] : [];
    }),
    ...removed,
  ];
}

type Placed = { pack: Pack; line: PromiseLine };

function lineChange(before: Placed, after: Placed): LocalText | null {
  const parts: LocalText[] = [];
  for (const [zh, en, words] of ASPECTS) {
    const [old, now] = [words(before), words(after)];
    if (old.zh === now.zh && old.en === now.en) continue;
    parts.push({
      zh: `${zh && `${zh} `}${orNothing(old).zh} → ${orNothing(now).zh}`,
      en: `${en && `${en} `}${orNothing(old).en} → ${orNothing(now).en}`,
    });
  }
  const { source } = after.line;
  if (parts.length === 0 && source === before.line.source) return null;
  if (parts.length === 0)
    parts.push({ zh: `原依据 ${before.line.source}`, en: `was cited from ${before.line.source}` });
  const name = promiseName(before.pack, before.line);
  const all = together(parts, "；", "; ");
  return { zh: `${name.zh}：${all.zh}，来源 ${source}`, en: `${name.en}: ${all.en}, source ${source}` };
}

const orNothing = (text: LocalText) => (text.zh === "" ? NOTHING : text);

const same = (text: string): LocalText => ({ zh: text, en: text });

const percent = (share: number) => `${Math.round(share * 1_000) / 10}%`;

/** What people see of a promise, the target first and without a word before it. */
const ASPECTS: readonly (readonly [zh: string, en: string, words: (given: Placed) => LocalText])[] = [
  ["", "", ({ line }) => targetWords(line.target)],
  ["适用于", "for", ({ pack, line }) => conditionWords(pack, line.when)],
  ["名称", "called", ({ line }) => line.title],
  ["计时", "metric", ({ line }) => same(line.metric)],
  ["工作日历", "calendar", ({ line }) => same(line.calendar)],
  ["暂停于", "pauses while", ({ line }) => together(line.pauses.map(stateWords), "、", ", ")],
  ["预警", "warns at", ({ line }) => same(line.warn.map(percent).join(", "))],
  ["预警时", "on warning", ({ line }) => together(line.onWarn.map(effectWords), "、", ", ")],
  ["超时后", "on breach", ({ line }) => together(line.onBreach.map(effectWords), "、", ", ")],
  ["途径", "by", ({ line }) => same(line.via.join(", "))],
];

function otherChanges(before: Pack, after: Pack): PackChange[] {
  const [old, now] = [listsOf(before), listsOf(after)];
  const listed = Object.keys(now).flatMap((section) => itemChanges(section, old[section] ?? [], now[section] ?? []));
  const { keywords: _old, ...oldMatrix } = before.priority;
  const { keywords: _now, ...nowMatrix } = after.priority;
  const matrix = leafChanges(oldMatrix, nowMatrix, "").map(({ path, says }): PackChange => ({
    section: "priority",
    id: path,
    kind: "changed",
    says,
  }));
  return [...listed, ...matrix];
}

/** All lists but the promises, which are told on their own; a category without what lies below it. */
function listsOf(pack: Pack): Readonly<Record<string, readonly Item[]>> {
  const { promises: _told, ...lists } = sectionsOf(pack) as Readonly<Record<string, readonly Item[]>>;
  return { ...lists, categories: lists["categories"]?.map(({ children: _below, ...category }) => category) ?? [] };
}

function itemChanges(section: string, before: readonly Item[], after: readonly Item[]): PackChange[] {
  const added = after
    .filter(({ id }) => !before.some((item) => item.id === id))
    .map((item): PackChange => {
      const says = { zh: `新增 ${nameOf(item).zh}`, en: `added ${nameOf(item).en}` };
      return { section, id: item.id, kind: "added", says };
    });
  const removed = before
    .filter(({ id }) => !after.some((item) => item.id === id))
    .map((item): PackChange => {
      const says = { zh: `删除 ${nameOf(item).zh}`, en: `removed ${nameOf(item).en}` };
      return { section, id: item.id, kind: "removed", says };
    });
  const changed = after.flatMap((item): PackChange[] => {
    const old = before.find(({ id }) => id === item.id);
    const leaves = old ? leafChanges(old, item, "") : [];
    if (leaves.length === 0) return [];
    const all = together(
      leaves.map(({ says }) => says),
      "；",
      "; ",
    );
    const name = nameOf(item);
    return [
      { section, id: item.id, kind: "changed", says: { zh: `${name.zh}：${all.zh}`, en: `${name.en}: ${all.en}` } },
    ];
  });
  return [...changed, ...added, ...removed];
}

function nameOf(item: Item): LocalText {
  for (const key of ["name", "title", "label", "subject"]) {
    const text = item[key];
    if (isLocalText(text)) return { zh: `“${text.zh}”`, en: `"${text.en}"` };
  }
  return same(item.id);
}

type Leaf = { path: string; says: LocalText };

/** Where two values differ, at the deepest place that says it; items of a list by their id. */
function leafChanges(before: unknown, after: unknown, path: string): Leaf[] {
  if (isLocalText(before) || isLocalText(after) || !isMapping(before) || !isMapping(after)) {
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const [old, now] = [words(before), words(after)];
    return [{ path, says: { zh: `${path} ${old.zh} → ${now.zh}`, en: `${path} ${old.en} → ${now.en}` } }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) =>
    leafChanges(byId(before[key]), byId(after[key]), path === "" ? wordOf(key) : `${path}.${wordOf(key)}`),
  );
}

const wordOf = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isLocalText(value: unknown): value is LocalText {
  return isMapping(value) && typeof value["zh"] === "string" && typeof value["en"] === "string";
}

/** A list of things with ids as a mapping, so that one that is new is not all of them changed. */
function byId(value: unknown): unknown {
  if (
    !Array.isArray(value) ||
    value.length === 0 ||
    !value.every((item) => isMapping(item) && typeof item["id"] === "string")
  )
    return value;
  return Object.fromEntries((value as readonly Item[]).map((item) => [item.id, item]));
}

function words(value: unknown): LocalText {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return NOTHING;
  if (isLocalText(value)) return { zh: `“${short(value.zh)}”`, en: `"${short(value.en)}"` };
  if (isMapping(value) && isLocalText(value["label"])) return words(value["label"]);
  return same(short(typeof value === "string" ? value : JSON.stringify(value)));
}

const short = (text: string) => (text.length > WORD_CHARS_MAX ? `${text.slice(0, WORD_CHARS_MAX)}…` : text);
