import { closureNames, openStretches, type CompiledCalendar } from "../time/index.ts";
import type { Clock, LedgerStretch } from "./clock.ts";
import type { Stretch } from "./cycles.ts";

/** What became of each stretch of time up to `end`: counted, paused and by what, outside hours. Without gaps, in order. */
export function ledgerOf(
  stretches: readonly Stretch[],
  calendar: CompiledCalendar | null,
  end: number,
): LedgerStretch[] {
  const ledger: LedgerStretch[] = [];
  for (const { from, to, pausedBy } of stretches) {
    const until = Math.min(to ?? end, end);
    if (until <= from) continue;
    if (pausedBy !== null) ledger.push({ from, to: until, kind: "paused", reason: pausedBy, names: [] });
    else ledger.push(...running(from, until, calendar));
  }
  return ledger;
}

function running(from: number, to: number, calendar: CompiledCalendar | null): LedgerStretch[] {
  if (!calendar) return [{ from, to, kind: "counted", reason: null, names: [] }];
  const pieces: LedgerStretch[] = [];
  const closed = (a: number, b: number) => {
    if (a < b)
      pieces.push({ from: a, to: b, kind: "outside_hours", reason: null, names: closureNames(calendar, a, b) });
  };
  let at = from;
  for (const open of openStretches(calendar, from, to)) {
    closed(at, open.from);
    pieces.push({ ...open, kind: "counted", reason: null, names: [] });
    at = open.to;
  }
  closed(at, to);
  return pieces;
}

/** The answer to "why is this due then?": the stretches with their sums, all in ms. */
export type Explanation = {
  stretches: readonly LedgerStretch[];
  countedMs: number;
  pausedMs: number;
  outsideHoursMs: number;
  targetMs: number | null;
  /** Still to count before the due moment; null where the target is no amount of time. */
  remainingMs: number | null;
  dueAt: number | null;
};

export function explainLedger({ ledger, targetMs, dueAt }: Clock): Explanation {
  const sum = (kind: LedgerStretch["kind"]) =>
    ledger.reduce((total, stretch) => total + (stretch.kind === kind ? stretch.to - stretch.from : 0), 0);
  const countedMs = sum("counted");
  return {
    stretches: ledger,
    countedMs,
    pausedMs: sum("paused"),
    outsideHoursMs: sum("outside_hours"),
    targetMs,
    remainingMs: targetMs === null ? null : Math.max(0, targetMs - countedMs),
    dueAt,
  };
}
