import type { Values } from "../draft/shape.ts";
import { isMapping } from "../shared/item-text.ts";

export type Row = Values & { id: string };

/** The rows of a list as they stand in the document. */
export const rowsOf = (value: unknown): Row[] =>
  Array.isArray(value) ? value.filter((one): one is Row => isMapping(one) && typeof one["id"] === "string") : [];

export const mappingOf = (value: unknown): Values => (isMapping(value) ? value : {});

/** A free id: `impact-1`. */
export function freeId(rows: readonly Row[], prefix: string): string {
  for (let nth = rows.length + 1; ; nth++) {
    const id = `${prefix}-${nth}`;
    if (!rows.some((row) => row.id === id)) return id;
  }
}

const EMPTY = { zh: "", en: "" };

export const emptyLabel = (): Values => ({ ...EMPTY });
