import type { Machine } from "../desk/machine.ts";
import type { SoakResult } from "../soak/soak-result.ts";
import type { BenchResult, Noted } from "./bench-result.ts";
import { memoryChart } from "./memory-chart.ts";
import { sizeChart } from "./size-chart.ts";
import { targetRows, type TargetRow } from "./targets.ts";

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;max-width:1080px;margin:32px auto;padding:0 16px}
table{border-collapse:collapse;width:100%;margin:12px 0 28px}th,td{text-align:left;padding:6px 10px;border-bottom:1px solid #8884;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}.met{color:#389e0d}.missed{color:#cf1322}.open{color:#8c8c8c}small{color:#8c8c8c}.sum{font-size:18px}summary{cursor:pointer}`;

/** Results of the bench as one page without scripts: how the targets stand, the chart, every figure. */
export function writePage(results: readonly BenchResult[], soak: SoakResult | null = null): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>闭环性能报告 · Bihuan benchmark</title><style>${STYLE}</style></head>
<body>
<h1>闭环性能报告 · Bihuan benchmark</h1>
<p>每一行是一项承诺：要达到多少，实测多少。绿色为达到，红色为未达到，灰色为这次没有测或规模还不够大，不作结论。<br>
<small>Each row is a promise: what was to be reached, and what was. Green is met, red is not, grey was not measured this time, or not at the size that would show it.</small></p>
${results.map(section).join("\n")}
${soak ? soakSection(soak) : ""}
</body>
</html>
`;
}

const FORMS = { short: "短测 Short form", long: "长测 Long form" } as const;

function section(result: BenchResult): string {
  const rows = targetRows(result);
  return `<h2>${FORMS[result.form]} · ${whenTaken(result.startedAt)}</h2>
<p class="sum">${summary(rows)}</p>
${targetTable(rows)}
<h3>数据多了会不会变慢 Cost against size</h3>
<p>从左到右工单越来越多；线越平，旧工单越不拖累日常工作。<br><small>More tickets to the right; the flatter a line, the less a long past costs in daily work.</small></p>
${sizeChart(result)}
<details><summary>怎么测的，全部数字 How it was measured, every figure</summary>
<p>${machineLine(result)} ${result.minutes} min.
压测程序、服务与数据库在同一台机器上；负载高于处理器个数时，时间偏长，应比较每个请求的处理器时间。Load generator, desk and database share the machine; where the load was above the number of processors, times are too long and CPU per request is what to compare.</p>
<p>裸写 bare rows, ${result.bare.clients} clients (${escaped(result.bare.driver)}): <b>${result.bare.perSecond}/s</b>, p50 ${result.bare.p50} / p95 ${result.bare.p95} / p99 ${result.bare.p99} ms.
Request Tracker (${escaped(result.requestTracker.source)}): ${trackerWords(result)}.</p>
${dataTable(result)}
${figureTable(result.measured)}
</details>`;
}

const trackerWords = ({ requestTracker }: BenchResult) =>
  Object.entries(requestTracker)
    .filter(([name]) => name !== "source")
    .map(([name, value]) => `${escaped(name)} <b>${value}</b>`)
    .join(" · ");

/** `12 项达到，3 项未达到，5 项未测。` */
function summary(rows: readonly TargetRow[]): string {
  const [met, missed, open] = [true, false, null].map((is) => rows.filter((row) => row.met === is).length);
  return `<span class="met">${met} 项达到</span>，<span class="missed">${missed} 项未达到</span>，<span class="open">${open} 项未测</span>。<small>${met} met, ${missed} not met, ${open} not shown.</small>`;
}

const whenTaken = (startedAt: string) => `${escaped(startedAt.slice(0, 16).replace("T", " "))} UTC`;

const machineLine = ({ machine, load1 }: { machine: Machine; load1: { before: number; after: number } }) =>
  `${machine.cpus} × ${escaped(machine.model)}, ${machine.memory_gib} GiB, Node ${escaped(machine.node)}, PostgreSQL ${escaped(machine.postgres)}, ${escaped(machine.revision)}; 负载 load ${load1.before} → ${load1.after}.`;

function soakSection(soak: SoakResult): string {
  const { fit } = soak;
  const [kind, word] = VERDICT[`${fit.met}`];
  const row = (zh: string, en: string, most: number, figure: number) =>
    `<tr><td>${zh}<br><small>${en}</small></td><td>≤ ${most} MiB/h</td><td>${figure} MiB/h</td><td class="${kind}">${word}</td></tr>`;
  const done = Object.entries(soak.done).map(
    ([name, count]) => `${escaped(name)} <b>${count.toLocaleString("en")}</b>`,
  );
  return `<h2>耐久 Soak · ${soak.minutes} min · ${whenTaken(soak.startedAt)}</h2>
<p>混合负载下内存是否持续上涨；前 ${fit.warm_up_minutes} 分钟为预热，不计。<br><small>Whether memory keeps rising under a mixed load; the first ${fit.warm_up_minutes} minutes are warming up and left out.</small></p>
<table><tr><th>项目 What</th><th>目标 Target</th><th>实测 Figure</th><th></th></tr>
${row("进程内存增长", "growth of the process", fit.bound.rss_mib_per_hour, fit.rss_mib_per_hour)}
${row("堆内存增长", "growth of the heap", fit.bound.heap_mib_per_hour, fit.heap_mib_per_hour)}</table>
${memoryChart(soak.by_minute)}
<p><small>${machineLine(soak)} ${done.join(" · ")} · 稍后再试 turned away <b>${soak.turned_away}</b> · 失败 failed <b>${soak.failed}</b></small></p>`;
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
