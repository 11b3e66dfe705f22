export { backtestLive, dryRun } from "./backtest-live.ts";
export { backtestLog } from "./backtest-log.ts";
export { parseHistoryMap, type HistoryMap } from "./csv/history-map.ts";
export { dayIn } from "./day-in.ts";
export { renderReport } from "./report/render-report.ts";
export { REPORT_LANGUAGES, type ReportLanguage } from "./report/words.ts";
