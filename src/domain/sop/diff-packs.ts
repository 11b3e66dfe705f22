import type { PromiseLine } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import type { Pack } from "./pack.ts";
import { itemChanges, type PackChange } from "./diff-items.ts";
import { leafChanges, orNothing, speakerOf, type Item } from "./diff-leaves.ts";
import { together } from "./say.ts";
import { sectionsOf } from "./sections.ts";
import { conditionWords, effectWords, promiseName, stateWords, targetWords } from "./words.ts";

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
  const speakers = { before: speakerOf(before), after: speakerOf(after) };
  const listed = Object.keys(now).flatMap((section) =>
    itemChanges(section, { before: old[section] ?? [], after: now[section] ?? [] }, speakers),
  );
  const { keywords: _old, ...oldMatrix } = before.priority;
  const { keywords: _now, ...nowMatrix } = after.priority;
  const matrix = leafChanges({ before: oldMatrix, after: nowMatrix }, speakers).map(({ path, says }): PackChange => ({
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
