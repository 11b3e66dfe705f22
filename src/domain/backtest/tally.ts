import { emptyCell, mergeCell, mergeCells, type Cell } from "./cell.ts";
import { mergeHourCounts, type HourCounts } from "./hour-counts.ts";
import { mergeCounts } from "./line-actions.ts";
import { mostDiffering, type TicketDifference } from "./ticket-difference.ts";

/** The figures of one side so far. */
export type SideTally = {
  total: Cell;
  metrics: Map<string, Cell>;
  lines: Map<string, Cell>;
  teams: Map<string, Cell>;
  categories: Map<string, Cell>;
  hours: Map<string, Cell>;
  actions: Map<string, number>;
  overdue: HourCounts;
  brokenTickets: number;
};

/** The figures of the tickets seen so far: plain data, which grows with what is told apart and not with the tickets. */
export type Tally = {
  tickets: number;
  events: number;
  ticketsLeftOut: number;
  firstOpenedAt: number;
  lastOpenedAt: number;
  better: number;
  worse: number;
  same: number;
  open: HourCounts;
  current: SideTally;
  candidate: SideTally;
  differing: TicketDifference[];
};

const emptySide = (): SideTally => ({
  total: emptyCell(),
  metrics: new Map(),
  lines: new Map(),
  teams: new Map(),
  categories: new Map(),
  hours: new Map(),
  actions: new Map(),
  overdue: new Map(),
  brokenTickets: 0,
});

export const emptyTally = (): Tally => ({
  tickets: 0,
  events: 0,
  ticketsLeftOut: 0,
  firstOpenedAt: Infinity,
  lastOpenedAt: -Infinity,
  better: 0,
  worse: 0,
  same: 0,
  open: new Map(),
  current: emptySide(),
  candidate: emptySide(),
  differing: [],
});

/** Adds `from` to `into`. Tallies of parts add up to that of the whole, in whatever order they come. */
export function mergeTally(into: Tally, from: Tally): void {
  into.tickets += from.tickets;
  into.events += from.events;
  into.ticketsLeftOut += from.ticketsLeftOut;
  into.firstOpenedAt = Math.min(into.firstOpenedAt, from.firstOpenedAt);
  into.lastOpenedAt = Math.max(into.lastOpenedAt, from.lastOpenedAt);
  into.better += from.better;
  into.worse += from.worse;
  into.same += from.same;
  mergeHourCounts(into.open, from.open);
  mergeSide(into.current, from.current);
  mergeSide(into.candidate, from.candidate);
  into.differing = mostDiffering([...into.differing, ...from.differing]);
}

function mergeSide(into: SideTally, from: SideTally): void {
  mergeCell(into.total, from.total);
  mergeCells(into.metrics, from.metrics);
  mergeCells(into.lines, from.lines);
  mergeCells(into.teams, from.teams);
  mergeCells(into.categories, from.categories);
  mergeCells(into.hours, from.hours);
  mergeCounts(into.actions, from.actions);
  mergeHourCounts(into.overdue, from.overdue);
  into.brokenTickets += from.brokenTickets;
}
