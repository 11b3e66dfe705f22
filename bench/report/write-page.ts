import type { BenchResult, Noted } from "./bench-result.ts";
import { sizeChart } from "./size-chart.ts";
import { targetRows, type TargetRow } from "./targets.ts";

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;max-width:1080px;margin:32px auto;padding:0 16px}
table{border-collapse:collapse;width:100%;margin:12px 0 28px}th,td{text-align:left;padding:6px 10px;border-bottom:1px solid #8884;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}.met{color:#389e0d}.missed{color:#cf1322}.open{color:#8c8c8c}small{color:#8c8c8c}`;

/** Results of the bench as one page without scripts: the table of targets, the chart, every figure. */
export function writePage(results: readonly BenchResult[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>闭环性能对照 · Bihuan benchmark</title><style>${STYLE}</style></head>
<body>
<h1>闭环性能对照 · Bihuan benchmark</h1>
${results.map(section).join("\n")}
</body>
</html>
`;
}

function section(result: BenchResult): string {
  const { machine } = result;
  return `<h2>${escaped(result.form)} · ${escaped(result.startedAt.slice(0, 16).replace("T", " "))} UTC</h2>
<p>${machine.cpus} × ${escaped(machine.model)}, ${machine.memory_gib} GiB, Node ${escaped(machine.node)}, PostgreSQL ${escaped(machine.postgres)}, ${escaped(machine.revision)};
负载 load ${result.load1.before} → ${result.load1.after}; ${result.minutes} min.
压测程序、服务与数据库在同一台机器上。Load generator, desk and database share the machine; where the load was above the number of processors, times are too long and CPU per request is what to compare.</p>
${targetTable(targetRows(result))}
${sizeChart(result)}
<h3>对照 Yardsticks</h3>
<p>裸写 bare rows, ${result.bare.clients} clients (${escaped(result.bare.driver)}): <b>${result.bare.perSecond}/s</b>, p50 ${result.bare.p50} / p95 ${result.bare.p95} / p99 ${result.bare.p99} ms.
Request Tracker: ${escaped(String(result.requestTracker["source"]))}.</p>
<h3>数据 Data</h3>
${dataTable(result)}
<h3>全部数字 All figures</h3>
${figureTable(result.measured)}`;
}

const VERDICT = {
  true: ["met", "达到 met"],
  false: ["missed", "未达到 not met"],
  null: ["open", "未测 not shown"],
} as const;

function targetTable(rows: readonly TargetRow[]): string {
  const lines = rows.map((row) => {
    const [kind, word] = VERDICT[`${row.met}`];
    return `<tr><td>${escaped(row.zh)}<br><small>${escaped(row.en)}</small></td><td>${escaped(row.target)}</td><td>${escaped(row.figure)}</td><td class="${kind}">${word}</td></tr>`;
  });
  return `<table><tr><th>项目 What</th><th>目标 Target</th><th>实测 Figure</th><th></th></tr>${lines.join("")}</table>`;
}

function dataTable({ filled }: BenchResult): string {
  const lines = filled.map((size) => {
    const rows = Object.values(size.rows).reduce((sum, count) => sum + count, 0);
    return `<tr><td class="n">${size.tickets.toLocaleString("en")}</td><td class="n">${size.open.toLocaleString("en")}</td><td class="n">${rows.toLocaleString("en")}</td><td class="n">${size.database_mib.toLocaleString("en")}</td><td class="n">${(size.seconds.rows + size.seconds.indexes).toFixed(0)}</td></tr>`;
  });
  return `<table><tr><th>工单 tickets</th><th>未关闭 open</th><th>行数 rows</th><th>MiB</th><th>生成秒数 seconds to make</th></tr>${lines.join("")}</table>`;
}

function figureTable(measured: readonly Noted[]): string {
  const lines = measured.map(
    ({ name, tickets, figures, load1, note }) =>
      `<tr><td>${escaped(name)}${note ? `<br><small>${escaped(note)}</small>` : ""}</td><td class="n">${tickets.toLocaleString("en")}</td><td>${Object.entries(
        figures,
      )
        .map(([figure, value]) => `${escaped(figure)} <b>${escaped(String(value))}</b>`)
        .join(" · ")}</td><td class="n">${load1}</td></tr>`,
  );
  return `<table><tr><th>项目 what</th><th>工单 tickets</th><th>数字 figures</th><th>负载 load</th></tr>${lines.join("")}</table>`;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
