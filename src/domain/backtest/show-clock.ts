import { explainLedger, type Clock } from "../clocks/index.ts";
import { targetWords } from "../sop/words.ts";
import type { DifferingTicket, ShownClock, Sides } from "./backtest-result.ts";
import { verdictOf } from "./cell.ts";
import { clocksUnder } from "./tally-ticket.ts";
import type { TicketDifference } from "./ticket-difference.ts";
import type { Side, Trial } from "./ticket-history.ts";

export const CLOCKS_SHOWN_MAX = 40;
export const LEDGER_STRETCHES_MAX = 60;

/** A ticket that differs, with the clocks in which it does and their ledgers. */
export function showDifference(trial: Trial, { history, lateMs, differenceMs }: TicketDifference): DifferingTicket {
  const at = { until: trial.until, ledgers: true };
  const clocks: Sides<Clock[]> = {
    current: clocksUnder(trial.current, history, at),
    candidate: clocksUnder(trial.candidate, history, at),
  };
  const differing = trial.showAll ? clocks : unlike(clocks);
  const shown = (side: "current" | "candidate") =>
    differing[side].slice(0, CLOCKS_SHOWN_MAX).map((clock) => showClock(clock, trial[side], trial.until));
  const [current, candidate] = [shown("current"), shown("candidate")];
  return {
    name: history.name,
    team: history.team,
    openedAt: history.events.find(({ type }) => type === "opened")?.at ?? 0,
    lateMs,
    differenceMs,
    clocks: { current, candidate },
    clocksLeftOut: {
      current: clocks.current.length - current.length,
      candidate: clocks.candidate.length - candidate.length,
    },
  };
}

/** The clocks that have no equal on the other side. */
function unlike({ current, candidate }: Sides<Clock[]>): Sides<Clock[]> {
  const only = (these: Clock[], others: Clock[]) => {
    const known = new Set(others.map(outcome));
    return these.filter((clock) => !known.has(outcome(clock)));
  };
  return { current: only(current, candidate), candidate: only(candidate, current) };
}

const outcome = ({ id, dueAt, state, stoppedAt, breachedAt }: Clock) =>
  [id, dueAt, state, stoppedAt, breachedAt].join(" ");

function showClock(clock: Clock, { pack }: Side, until: number): ShownClock {
  const line = pack.promises.find(({ id }) => id === clock.lineId);
  const { countedMs, pausedMs, outsideHoursMs } = explainLedger(clock);
  const verdict = verdictOf(clock, until);
  return {
    id: clock.id,
    lineId: clock.lineId,
    metric: clock.metric,
    title: line?.title ?? { zh: clock.lineId, en: clock.lineId },
    target: line ? targetWords(line.target) : { zh: "", en: "" },
    calendar: line?.calendar ?? "",
    source: line?.source ?? "",
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    state: clock.state,
    stoppedAt: clock.stoppedAt,
    breachedAt: clock.breachedAt,
    lateMs: verdict.kind === "missed" ? verdict.lateMs : null,
    countedMs,
    pausedMs,
    outsideHoursMs,
    ledger: clock.ledger.slice(0, LEDGER_STRETCHES_MAX),
    ledgerLeftOut: Math.max(0, clock.ledger.length - LEDGER_STRETCHES_MAX),
    problem: clock.problem,
  };
}
