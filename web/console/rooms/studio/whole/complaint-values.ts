import { complaintHandler, type ComplaintMatrix } from "../../../../../src/domain/sop/complaint-matrix.ts";
import {
  COMPLAINT_URGENCIES,
  type ComplaintUrgency,
  type SupportLevel,
} from "../../../../../src/domain/ticket/vocabulary.ts";
import type { LocalText } from "../../../../../src/domain/local-text.ts";
import { asList, type Values } from "../draft/shape.ts";
import { emptyLabel, freeId, mappingOf, rowsOf, type Row } from "./rows.ts";

/** The matrix as it stands in the form, as the rules read it. */
export const matrixOf = (values: Values): ComplaintMatrix => ({
  types: rowsOf(values["types"]) as unknown as ComplaintMatrix["types"],
  responsibilities: rowsOf(values["responsibilities"]) as unknown as ComplaintMatrix["responsibilities"],
  handlers: rowsOf(values["handlers"]).map((row) => {
    const to = mappingOf(row["to"]);
    return {
      id: row.id,
      types: asList(row["type"]) as string[],
      urgencies: asList(row["urgency"]) as ComplaintUrgency[],
      responsibilities: asList(row["responsibility"]) as string[],
      to: { team: String(to["team"] ?? ""), level: (to["level"] as SupportLevel | undefined) ?? null },
      source: String(row["source"] ?? ""),
    };
  }),
});

export type Handled = { urgency: ComplaintUrgency; handlerId: string | null; team: string; level: SupportLevel | null };
export type HandledRow = {
  type: { id: string; label: LocalText };
  cells: { responsibility: { id: string; label: LocalText }; handled: Handled[] }[];
};

/** Who handles what, cell by cell: type × responsibility, each by its urgency. REQ: TR-02 */
export function handledRows(matrix: ComplaintMatrix): HandledRow[] {
  return matrix.types.map((type) => ({
    type,
    cells: matrix.responsibilities.map((responsibility) => ({
      responsibility,
      handled: COMPLAINT_URGENCIES.map((urgency) => {
        const found = complaintHandler(matrix, { type: type.id, urgency, responsibility: responsibility.id });
        return { urgency, handlerId: found?.id ?? null, team: found?.to.team ?? "", level: found?.to.level ?? null };
      }),
    })),
  }));
}

type Judged = { type: string; urgency: string; responsibility: string };

/** One more who handles, before all others: the first that fits is taken. */
export function withHandler(values: Values, judged?: Judged): Values {
  const rows = rowsOf(values["handlers"]);
  return { ...values, handlers: [{ id: freeId(rows, "handler"), ...judged, to: { team: "" }, source: "" }, ...rows] };
}

/** One more type or party. */
export const withNamed = (values: Values, key: "types" | "responsibilities"): Values => {
  const rows = rowsOf(values[key]);
  return { ...values, [key]: [...rows, { id: freeId(rows, key === "types" ? "type" : "party"), label: emptyLabel() }] };
};

/** A row of a list changed, or taken out for null. */
export const withRow = (values: Values, key: string, id: string, next: Values | null): Values => ({
  ...values,
  [key]: rowsOf(values[key]).flatMap((row): Row[] =>
    row.id !== id ? [row] : next === null ? [] : [{ ...withoutUndefined(next), id }],
  ),
});

const withoutUndefined = (row: Values): Values =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));

/** One alone is written without brackets. */
export const oneOrMore = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);
