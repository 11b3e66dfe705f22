import type { GROUPINGS } from "../../../../../src/contract/inbox-routes.ts";
import type { Priority } from "../../../../../src/domain/ticket/vocabulary.ts";
import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import { FIRST_PAGE_ROWS, PAGE_ROWS } from "./list-input.ts";

export type Grouping = (typeof GROUPINGS)[number];
export const DUE_GROUPS = ["late", "hour", "today", "tomorrow", "week", "later", "open_ended"] as const;
export type DueGroup = (typeof DUE_GROUPS)[number];

export type GroupName =
  | { by: "due"; due: DueGroup }
  | { by: "priority"; priority: Priority }
  | { by: "customer"; name: string };

export type ListLine =
  | { kind: "head"; key: string; group: GroupName; count: number; grows: boolean }
  | { kind: "row"; key: string; row: TicketRow };

/**
 * Lines of a list under headings. `dayEnds`: the ends of today, tomorrow and this week in the person's time zone,
 * milliseconds since the epoch. `complete`: no rows come after these; otherwise more of a group may, which `grows`.
 */
export function groupRows(
  rows: readonly TicketRow[],
  grouping: Grouping,
  at: { now: number; dayEnds: DayEnds; complete: boolean },
): ListLine[] {
  if (grouping === "none") return rows.map(lineOf);
  if (grouping === "customer") return byCustomer(rows, at.complete);
  const nameOf = (row: TicketRow): GroupName =>
    grouping === "due"
      ? { by: "due", due: dueGroup(row.nextDue?.dueAt ?? null, at) }
      : { by: "priority", priority: row.priority };
  const lines = underHeads(rows, nameOf, "");
  const last = lines.findLastIndex((line) => line.kind === "head");
  return lines.map((line, index) => (line.kind === "head" && index === last ? { ...line, grows: !at.complete } : line));
}

export type DayEnds = { today: number; tomorrow: number; week: number };
const HOUR_MS = 3_600_000;

export function dueGroup(dueAt: string | null, { now, dayEnds }: { now: number; dayEnds: DayEnds }): DueGroup {
  if (dueAt === null) return "open_ended";
  const due = Date.parse(dueAt);
  if (due < now) return "late";
  if (due < now + HOUR_MS) return "hour";
  if (due < dayEnds.today) return "today";
  if (due < dayEnds.tomorrow) return "tomorrow";
  return due < dayEnds.week ? "week" : "later";
}

const lineOf = (row: TicketRow): ListLine => ({ kind: "row", key: row.id, row });
const keyOfGroup = (name: GroupName): string =>
  name.by === "due" ? name.due : name.by === "priority" ? name.priority : name.name;

/** Heads before the first row of each group; groups in the order in which they come. */
function underHeads(rows: readonly TicketRow[], nameOf: (row: TicketRow) => GroupName, batch: string): ListLine[] {
  const groups = Map.groupBy(rows, (row) => keyOfGroup(nameOf(row)));
  return [...groups].flatMap(([key, members]): ListLine[] => [
    {
      kind: "head",
      key: `head ${batch}${key}`,
      group: nameOf(members[0] as TicketRow),
      count: members.length,
      grows: false,
    },
    ...members.map(lineOf),
  ]);
}

/** Rows of one page stand together by customer; the next page begins anew, so that nothing moves while reading on. */
function byCustomer(rows: readonly TicketRow[], complete: boolean): ListLine[] {
  const nameOf = (row: TicketRow): GroupName => ({ by: "customer", name: row.organisation?.name ?? row.contact.name });
  const pages = Map.groupBy(rows.entries(), ([at]) => Math.ceil(Math.max(0, at + 1 - FIRST_PAGE_ROWS) / PAGE_ROWS));
  const grows = !complete || pages.size > 1;
  return [...pages].flatMap(([page, members]) =>
    underHeads(
      members.map(([, row]) => row),
      nameOf,
      `${page} `,
    ).map((line) => (line.kind === "head" ? { ...line, grows } : line)),
  );
}

/** A grouping wants the order that keeps its groups together. */
export const SORT_OF_GROUPING = { due: "due", priority: "priority", customer: null, none: null } as const;
