export { backtestLive, dryRun, type DryRun, type DryRunScope, type LiveBacktest } from "./backtest-live.ts";
export { backtestLog } from "./backtest-log.ts";
export { parseHistoryMap, type HistoryMap } from "./csv/history-map.ts";
