import type { BacktestResult, Figure } from "../../domain/backtest/index.ts";
import { print } from "./output.ts";

const PERCENT = 100;

/** The result in a few lines for a terminal, both languages side by side. */
export function printSummary(result: BacktestResult, report: string | null): void {
  const { history, tickets, totals, figures, current, candidate } = result;
  const { malformed } = history;
  print(
    `现行 current    ${current.id} ${current.version} ${current.name.zh} ${current.name.en}`,
    `候选 candidate  ${candidate.id} ${candidate.version} ${candidate.name.zh} ${candidate.name.en}`,
    `历史 history    ${history.tickets} 张工单 tickets · ${history.events} 个事件 events · ${history.ticketsLeftOut} 不在所选时间内 outside the asked time`,
    ...history.notes.flatMap(({ zh, en }) => [`· ${harmless(zh)}`, `  ${harmless(en)}`]),
    "",
    `时限兑现 kept   ${shareOf(totals.current)} → ${shareOf(totals.candidate)}`,
    `有超时的工单 tickets with a broken promise   ${tickets.current.broken} → ${tickets.candidate.broken}`,
    `变好 better ${tickets.better} · 变差 worse ${tickets.worse} · 不变 same ${tickets.same}`,
    "",
    ...figures.metrics.map(
      (row) => `  ${row.name.zh} ${row.name.en}: ${shareOf(row.current)} → ${shareOf(row.candidate)}`,
    ),
  );
  if (malformed.count > 0) {
    print("", `有误的行 malformed rows: ${malformed.count}`);
    for (const { says, count } of malformed.reasons) print(`  ${count} × ${says.zh} · ${says.en}`);
    for (const { line, says, value } of malformed.first)
      print(`  第 ${line} 行 line ${line}: ${says.zh} · ${says.en}: ${harmless(value)}`);
  }
  if (report !== null) print("", `报告 report: ${report}`);
}

/** What comes from a file must not steer the terminal. */
const harmless = (text: string) => text.replaceAll(/\p{C}/gu, " ");

function shareOf({ kept, missed, keptShare }: Figure): string {
  return keptShare === null ? "—" : `${(keptShare * PERCENT).toFixed(1)} % (${kept}/${kept + missed})`;
}
