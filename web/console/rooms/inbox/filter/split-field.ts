import type { ReadFilter } from "./read-filter.ts";

type Chip = ReadFilter["chips"][number];
export type FieldChip = Chip & {
  /** As it stands in the field. */
  token: string;
};

/** What of a filter is shown as chips, and what stays as text. One token with several values is one chip. */
export function splitField(q: string, chips: readonly Chip[]): { chips: FieldChip[]; rest: string } {
  const byStart = Map.groupBy(chips, ({ start }) => start);
  const shown = [...byStart.values()].map((same) => {
    const [first] = same as [Chip, ...Chip[]];
    const label = {
      zh: [first.label.zh, ...same.slice(1).map((one) => valueIn(one.label.zh, "："))].join("、"),
      en: [first.label.en, ...same.slice(1).map((one) => valueIn(one.label.en, ": "))].join(", "),
    };
    return { ...first, label, token: q.slice(first.start, first.end) };
  });
  let rest = "";
  let from = 0;
  for (const { start, end } of shown) {
    rest += ` ${q.slice(from, start)}`;
    from = end;
  }
  return { chips: shown, rest: `${rest} ${q.slice(from)}`.replace(/\s+/g, " ").trim() };
}

/** `状态：处理中` → `处理中` */
const valueIn = (label: string, sign: string): string => label.slice(label.indexOf(sign) + sign.length);
