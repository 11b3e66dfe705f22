import type { MalformedReason, MalformedRows } from "../../../domain/backtest/index.ts";
import type { LocalText } from "../../../domain/local-text.ts";

const ROWS_SHOWN_MAX = 20;
const VALUE_CHARS_MAX = 200;

const SAYS: Readonly<Record<MalformedReason, LocalText>> = {
  column_count: { zh: "列数与表头不同", en: "another number of columns than the header" },
  case_missing: { zh: "没有工单编号", en: "no case id" },
  moment_unreadable: { zh: "时间无法识别", en: "the moment cannot be read" },
  activity_unknown: { zh: "映射文件没有列出该活动", en: "the map does not list this activity" },
  value_unknown: { zh: "映射文件没有列出该取值", en: "the map does not list this value" },
  value_too_long: { zh: "内容过长", en: "a cell is too long" },
  row_unreadable: { zh: "引号没有结束", en: "a quotation mark is not closed" },
};

/** Counts the rows that cannot be used, and keeps the first ones. */
export function countMalformed(): {
  add(line: number, reason: MalformedReason, value: string): void;
  counted(): MalformedRows;
} {
  const counts = new Map<MalformedReason, number>();
  const first: MalformedRows["first"] = [];
  return {
    add: (line, reason, value) => {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
      if (first.length < ROWS_SHOWN_MAX)
        first.push({ line, reason, says: SAYS[reason], value: value.slice(0, VALUE_CHARS_MAX) });
    },
    counted: () => ({
      count: [...counts.values()].reduce((sum, count) => sum + count, 0),
      reasons: [...counts]
        .map(([reason, count]) => ({ reason, says: SAYS[reason], count }))
        .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
      // A spoilt quotation is told only when its bound is reached, after lines behind it.
      first: first.toSorted((a, b) => a.line - b.line),
    }),
  };
}
