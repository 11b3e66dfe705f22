import type { Values } from "../draft/shape.ts";
import { emptyLabel, freeId, mappingOf, rowsOf, type Row } from "./rows.ts";

export type Side = "impacts" | "urgencies";
const PREFIX = { impacts: "impact", urgencies: "urgency" } as const;
const DEFAULT_OF = { impacts: "impact", urgencies: "urgency" } as const;

type Cells = Readonly<Record<string, Readonly<Record<string, string>>>>;
export const cellsOf = (values: Values): Cells => mappingOf(values["cells"]) as Cells;

export const withCell = (values: Values, at: { impact: string; urgency: string }, priority: string): Values => {
  const cells = cellsOf(values);
  return { ...values, cells: { ...cells, [at.impact]: { ...cells[at.impact], [at.urgency]: priority } } };
};

/** One more row or column, with the priorities of the last. */
export function withLine(values: Values, side: Side): Values {
  const rows = rowsOf(values[side]);
  const id = freeId(rows, PREFIX[side]);
  const last = rows.at(-1)?.id ?? "";
  const cells = cellsOf(values);
  const grown =
    side === "impacts"
      ? { ...cells, [id]: { ...cells[last] } }
      : mapCells(cells, (row) => (row[last] === undefined ? row : { ...row, [id]: row[last] }));
  return { ...values, [side]: [...rows, { id, label: emptyLabel() }], cells: grown };
}

/** Without a row or a column; what mails are taken for is then the first that is left. */
export function withoutLine(values: Values, side: Side, id: string): Values {
  const rows = rowsOf(values[side]).filter((row) => row.id !== id);
  const without = <T>(row: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(row).filter(([key]) => key !== id));
  const cells = cellsOf(values);
  const key = DEFAULT_OF[side];
  const defaults = mappingOf(values["defaults"]);
  return {
    ...values,
    [side]: rows,
    cells: side === "impacts" ? without(cells) : mapCells(cells, without),
    defaults: defaults[key] === id ? { ...defaults, [key]: rows[0]?.id ?? "" } : defaults,
  };
}

const mapCells = (cells: Cells, change: (row: Cells[string]) => Cells[string]): Cells =>
  Object.fromEntries(Object.entries(cells).map(([id, row]) => [id, change(row)]));

/** Cells that say nothing, as `cells.one-user.normal`. */
export const emptyCells = (values: Values): string[] =>
  rowsOf(values["impacts"]).flatMap((impact) =>
    rowsOf(values["urgencies"])
      .filter((urgency) => cellsOf(values)[impact.id]?.[urgency.id] === undefined)
      .map((urgency) => `cells.${impact.id}.${urgency.id}`),
  );

/** A keyword that no message could say, as `keywords.3.zh`. */
export const wordlessKeywords = (values: Values): string[] =>
  rowsOf(values["keywords"]).flatMap((keyword, at) =>
    (["zh", "en"] as const)
      .filter((language) => (keyword[language] as unknown[] | undefined)?.length === 0 && isSilent(keyword))
      .map((language) => `keywords.${at}.${language}`),
  );

const isSilent = (keyword: Row) =>
  (["zh", "en"] as const).every((language) => ((keyword[language] as unknown[] | undefined) ?? []).length === 0);
