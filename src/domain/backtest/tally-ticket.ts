import { foldClocks, METRIC_RULES, type Clock, type ClockEvent } from "../clocks/index.ts";
import type { TicketFacts } from "../ticket/ticket-event.ts";
import { addVerdict, cellOf, verdictOf } from "./cell.ts";
import { addSpans, type Span } from "./hour-counts.ts";
import { actionsOf, countActions, type LineActions } from "./line-actions.ts";
import { localHour } from "./local-hour.ts";
import type { SideTally, Tally } from "./tally.ts";
import { byDifference, differenceOf, DIFFERING_TICKETS_MAX, mostDiffering } from "./ticket-difference.ts";
import type { Side, TicketHistory, Trial } from "./ticket-history.ts";

export const NO_TEAM = "";
export const NO_CATEGORY = "";

/** A trial made ready to judge ticket after ticket. */
export type Bench = {
  trial: Trial;
  actions: Record<"current" | "candidate", ReadonlyMap<string, LineActions>>;
  hourOf: (at: number) => string;
};

export function prepareBench(trial: Trial): Bench {
  const actions = ({ pack }: Side) => new Map(pack.promises.map((line) => [line.id, actionsOf(line)]));
  return {
    trial,
    actions: { current: actions(trial.current), candidate: actions(trial.candidate) },
    hourOf: localHour(trial.zone),
  };
}

/** Folds one ticket under both packs and adds what came of it. A ticket without an opening adds nothing. */
export function tallyTicket(tally: Tally, { trial, actions, hourOf }: Bench, history: TicketHistory): void {
  const opened = history.events.find(({ type }) => type === "opened");
  if (!opened || opened.at > trial.until) return;
  tally.tickets += 1;
  tally.events += history.events.length;
  tally.firstOpenedAt = Math.min(tally.firstOpenedAt, opened.at);
  tally.lastOpenedAt = Math.max(tally.lastOpenedAt, opened.at);
  addSpans(tally.open, openSpans(history.events, trial.until));
  const keys = { team: history.team ?? NO_TEAM, category: lastCategory(history.events), hourOf };
  const at = { until: trial.until, ledgers: false };
  const [current, candidate] = [clocksUnder(trial.current, history, at), clocksUnder(trial.candidate, history, at)];
  tallySide(tally.current, current, { keys, actions: actions.current, until: trial.until });
  tallySide(tally.candidate, candidate, { keys, actions: actions.candidate, until: trial.until });
  const difference = differenceOf(history, { current, candidate }, trial);
  const change = difference ? difference.lateMs.candidate - difference.lateMs.current : 0;
  tally[change < 0 ? "better" : change > 0 ? "worse" : "same"] += 1;
  if (!difference) return;
  const last = tally.differing[DIFFERING_TICKETS_MAX - 1];
  if (!last || byDifference(difference, last) < 0) tally.differing = mostDiffering([...tally.differing, difference]);
}

/** The clocks of a ticket on one side at the end of the history; of a million tickets nobody looks at the ledgers. */
export const clocksUnder = (
  { pack, calendars }: Side,
  { events }: TicketHistory,
  { until, ledgers }: { until: number; ledgers: boolean },
): Clock[] => foldClocks({ lines: pack.promises, calendars, events, now: until, ledgers });

type Keys = { team: string; category: string; hourOf: (at: number) => string };

function tallySide(
  side: SideTally,
  clocks: readonly Clock[],
  { keys, actions, until }: { keys: Keys; actions: ReadonlyMap<string, LineActions>; until: number },
): void {
  const team = cellOf(side.teams, keys.team);
  const category = cellOf(side.categories, keys.category);
  const overdue: Span[] = [];
  for (const clock of clocks) {
    const verdict = verdictOf(clock, until);
    addVerdict(cellOf(side.metrics, clock.metric), verdict);
    addVerdict(cellOf(side.lines, clock.lineId), verdict);
    const doing = actions.get(clock.lineId);
    if (doing) countActions(side.actions, clock, doing, until);
    if (METRIC_RULES[clock.metric].side !== "desk") continue;
    addVerdict(side.total, verdict);
    addVerdict(team, verdict);
    addVerdict(category, verdict);
    addVerdict(cellOf(side.hours, keys.hourOf(clock.startedAt)), verdict);
    if (verdict.kind === "missed" && clock.breachedAt !== null)
      overdue.push({ from: clock.breachedAt, to: clock.stoppedAt ?? until + 1 });
  }
  if (overdue.length === 0) return;
  side.brokenTickets += 1;
  addSpans(side.overdue, overdue);
}

const ENDS_WORK = new Set<ClockEvent["type"]>(["solved", "closed", "merged"]);
const BEGINS_WORK = new Set<ClockEvent["type"]>(["opened", "reopened", "not_solved", "unmerged"]);

function openSpans(events: readonly ClockEvent[], until: number): Span[] {
  const spans: Span[] = [];
  let from: number | null = null;
  for (const { type, at } of events) {
    if (BEGINS_WORK.has(type)) from ??= at;
    if (!ENDS_WORK.has(type) || from === null) continue;
    spans.push({ from, to: at });
    from = null;
  }
  return from === null ? spans : [...spans, { from, to: until + 1 }];
}

function lastCategory(events: readonly ClockEvent[]): string {
  let category: TicketFacts["categoryId"] = null;
  for (const event of events) {
    if (event.type === "opened") category = event.facts.categoryId;
    if (event.type === "facts_changed" && event.changes.categoryId !== undefined) category = event.changes.categoryId;
  }
  return category ?? NO_CATEGORY;
}
