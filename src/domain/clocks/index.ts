export type { ClockEvent } from "./clock-event.ts";
export { isLive, type Clock, type ClockState, type LedgerStretch } from "./clock.ts";
export { foldClocks } from "./fold-clocks.ts";
export { clockEvents } from "./from-ticket-events.ts";
export { explainLedger, type Explanation } from "./ledger.ts";
export { METRIC_RULES, METRICS, type Metric } from "./metrics.ts";
export {
  holds,
  lineMatches,
  WHOM,
  type Effect,
  type PromiseLine,
  type Target,
  type When,
  type Whom,
} from "./promise-line.ts";
export { clockTimers, nextDue, nextWarning, promiseState, shownClocks, type ClockTimer } from "./read-clocks.ts";
