export type { ClockEvent } from "./clock-event.ts";
export type { Clock } from "./clock.ts";
export { foldClocks } from "./fold-clocks.ts";
export { clockEvents } from "./from-ticket-events.ts";
export { explainLedger } from "./ledger.ts";
export { METRIC_RULES, METRICS, type Metric } from "./metrics.ts";
export { holds, lineMatches, WHOM, type Effect, type PromiseLine, type Target, type When } from "./promise-line.ts";
export { clockTimers, nextDue, promiseState, shownClocks } from "./read-clocks.ts";
