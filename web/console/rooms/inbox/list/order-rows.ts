import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import type { ListInput } from "./list-input.ts";

type Compare = (a: TicketRow, b: TicketRow) => number;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const dueOf = (row: TicketRow): string => row.nextDue?.dueAt ?? "9999";

/** The orders of the server, for rows that change or come while the list is on screen. */
const ORDERS: Record<ListInput["sort"], Compare> = {
  recent: (a, b) => byText(b.lastMessageAt, a.lastMessageAt) || byText(b.id, a.id),
  oldest: (a, b) => byText(a.openedAt, b.openedAt) || byText(a.id, b.id),
  due: (a, b) => byText(dueOf(a), dueOf(b)) || byText(a.id, b.id),
  priority: (a, b) => byText(a.priority, b.priority) || byText(dueOf(a), dueOf(b)) || byText(a.id, b.id),
};

/** The order in which rows really stand: among closed tickets nothing is due. */
const orderOf = ({ sort, state }: ListInput): Compare =>
  ORDERS[state?.includes("closed") && (sort === "due" || sort === "priority") ? "recent" : sort];

export type Change = {
  /** What the server answered for the ids asked. */
  renewed: readonly TicketRow[];
  /** Ids that were asked and do not belong to the list any more. */
  gone: ReadonlySet<string>;
};

/**
 * Takes changed rows into a list. `inPlace`: rows stay where they are, so that nothing moves under the reader's eyes.
 * A row that would come after the last one read, with more to read, is left out: its page will bring it.
 */
export function takeIn(
  rows: readonly TicketRow[],
  { renewed, gone }: Change,
  list: { input: ListInput; inPlace: boolean; complete: boolean },
): TicketRow[] {
  const fresh = new Map(renewed.map((row) => [row.id, row]));
  const kept = rows.filter(({ id }) => !gone.has(id)).map((row) => fresh.get(row.id) ?? row);
  const known = new Set(kept.map(({ id }) => id));
  const compare = orderOf(list.input);
  const last = rows.at(-1);
  const added = renewed.filter((row) => !known.has(row.id) && (list.complete || !last || compare(row, last) < 0));
  if (!list.inPlace) return [...kept, ...added].toSorted(compare);
  return added.length === 0 ? kept : merged(kept, added.toSorted(compare), compare);
}

/** Puts each new row before the first that comes after it, without moving those that stand. */
function merged(standing: readonly TicketRow[], added: readonly TicketRow[], compare: Compare): TicketRow[] {
  const result = [...standing];
  for (const row of added) {
    const at = result.findIndex((other) => compare(row, other) < 0);
    result.splice(at < 0 ? result.length : at, 0, row);
  }
  return result;
}
