import type { BacktestResult, Compared, PackMark, Sides } from "../../../domain/backtest/index.ts";
import { hourChart, shareChart, workChart } from "./charts.ts";
import { count, day, moment, percent, points, signed } from "./format.ts";
import { html, NOTHING, type Html } from "./html.ts";
import { STYLES } from "./styles.ts";
import { actionSums, actionTable, figureTable, malformedTable, toneOf } from "./tables.ts";
import { differingTickets } from "./tickets.ts";
import { say, type ReportLanguage, type WordId } from "./words.ts";

const TAGS: Readonly<Record<ReportLanguage, string>> = { zh: "zh-CN", en: "en" };
const NAMES: Readonly<Record<ReportLanguage, string>> = { zh: "中文", en: "English" };

/** One HTML file that needs nothing else, no script either; with two languages a switch between them. The same result gives the same bytes. */
export function renderReport(result: BacktestResult, languages: readonly ReportLanguage[]): string {
  const [first = "zh"] = languages;
  const isOne = languages.length === 1;
  const page = html`<!doctype html>
    <html lang="${TAGS[first]}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${say(first, "title")} · ${result.candidate.name[first]}</title>
        <style>
          ${{ html: STYLES }}
        </style>
      </head>
      <body>
        <main class="${isOne ? "only" : ""}">
          ${isOne ? NOTHING : languageSwitch(languages)}
          ${languages.map((language) => html`<article class="tongue" lang="${TAGS[language]}">${article(result, language)}</article>`)}
        </main>
      </body>
    </html> `;
  return page.html;
}

const languageSwitch = (languages: readonly ReportLanguage[]): Html =>
  html` ${languages.map((language, index) => html`<input type="radio" name="language" class="language" id="say-${language}" ${index === 0 ? html`checked` : NOTHING} />`)}
    <div class="languages">
      ${languages.map((language) => html`<label for="say-${language}" lang="${TAGS[language]}">${NAMES[language]}</label>`)}
    </div>`;

function article(result: BacktestResult, language: ReportLanguage): Html {
  const { figures, history } = result;
  const heading = (id: WordId) => html`<h2>${say(language, id)}</h2>`;
  const note = (id: WordId) => html`<p class="note">${say(language, id)}</p>`;
  const labelled = (rows: readonly Compared[]) => rows.map((row) => ({ ...row, label: row.name[language] }));
  const hours = figures.hours.map((row) => ({ ...row, label: row.id }));
  return html`<h1>${say(language, "title")}</h1>
    ${historyLine(result, language)}
    <div class="lead">${verdict(result, language)}</div>
    <div class="marks">
      ${packMark("current", result.current, language)}${packMark("candidate", result.candidate, language)}
    </div>
    ${tiles(result, language)}
    ${heading("by_metric")}${sidesKey(language)}${shareChart(labelled(figures.metrics), language)}
    <p></p>
    ${figureTable(figures.metrics, language)}
    ${heading("work")}${note("work_note")}${workKey(language)}${workChart(result.workInProgress, history.zone, language)}
    ${heading("by_hour")}${note("by_hour_note")}${sidesKey(language)}${hourChart(hours, language)}
    ${heading("by_line")}${figureTable(figures.lines, language)}
    ${heading("by_team")}${figureTable(figures.teams, language)}
    ${heading("by_category")}${figureTable(figures.categories, language)}
    ${heading("actions")}${note("actions_note")}${actionTable(result.actions, language)}
    ${heading("differing")}${differingTickets(result, language)} ${heading("data")}
    <ul>
      ${history.notes.map((one) => html`<li>${one[language]}</li>`)}
    </ul>
    ${malformedTable(result, language)} ${heading("reading")}
    <ul>
      ${(["how_1", "how_2", "how_3", "how_4"] as const).map((id) => html`<li>${say(language, id)}</li>`)}
    </ul>`;
}

function historyLine({ history }: BacktestResult, language: ReportLanguage): Html {
  const { source, name, zone, from, to, until, tickets, events, ticketsLeftOut } = history;
  const parts = [
    say(language, `source_${source}`, { name }),
    say(language, "tickets_events", { tickets: count(tickets), events: count(events) }),
    ...(from === null || to === null ? [] : [say(language, "opened", { from: day(from, zone), to: day(to, zone) })]),
    say(language, "until", { until: moment(until, zone), zone }),
    ...(ticketsLeftOut > 0 ? [say(language, "left_out", { count: count(ticketsLeftOut) })] : []),
  ];
  return html`<p class="note">${parts.join(" · ")}</p>`;
}

function verdict(result: BacktestResult, language: ReportLanguage): Html {
  const { tickets } = result;
  const { current: before, candidate: after } = keepingShares(result);
  const change = points(before, after);
  const id: WordId =
    after === null
      ? "verdict_none"
      : change === "±0" || before === null
        ? "verdict_same"
        : after > before
          ? "verdict_better"
          : "verdict_worse";
  const { escalations, notices } = actionSums(result);
  const counts = { better: count(tickets.better), worse: count(tickets.worse), same: count(tickets.same) };
  return html`<p>${say(language, id, { before: percent(before), after: percent(after), points: change })}</p>
    <p>
      ${say(language, "verdict_tickets", counts)}
      ${say(language, "verdict_notices", {
        notices_before: count(notices.current),
        notices_after: count(notices.candidate),
        escalations_before: count(escalations.current),
        escalations_after: count(escalations.candidate),
      })}
    </p>`;
}

const packMark = (side: "current" | "candidate", pack: PackMark, language: ReportLanguage): Html =>
  html` <div class="mark">
    <span class="note">${say(language, side)}</span><b>${pack.name[language]}</b>
    <code>${pack.id} · ${say(language, "version", { number: pack.version })} · ${pack.digest.slice(0, 16)}</code>
  </div>`;

/** The shares of tickets of which no promise broke: whatever number of lines a pack has, they can be compared. */
function keepingShares({ history, tickets }: BacktestResult): Sides<number | null> {
  const share = (broken: number) => (history.tickets > 0 ? 1 - broken / history.tickets : null);
  return { current: share(tickets.current.broken), candidate: share(tickets.candidate.broken) };
}

function tiles(result: BacktestResult, language: ReportLanguage): Html {
  const { totals } = result;
  const { escalations, notices } = actionSums(result);
  const counted = (id: WordId, before: number, after: number, isBad: boolean) =>
    html` <div class="tile">
      <dt>${say(language, id)}</dt>
      <dd>
        ${count(before)} → ${count(after)}
        <small class="${isBad ? toneOf(before - after) : "even"}">${signed(after - before)}</small>
      </dd>
    </div>`;
  const shares = (id: WordId, { current: before, candidate: after }: Sides<number | null>) =>
    html` <div class="tile">
      <dt>${say(language, id)}</dt>
      <dd>
        ${percent(before)} → ${percent(after)}
        <small class="${toneOf((after ?? 0) - (before ?? 0))}">${points(before, after)}</small>
      </dd>
    </div>`;
  return html`<dl class="tiles">
    ${shares("tickets_kept", keepingShares(result))}
    ${shares("kept_share", { current: totals.current.keptShare, candidate: totals.candidate.keptShare })}
    ${counted("promises_missed", totals.current.missed, totals.candidate.missed, true)}
    ${counted("notices", notices.current, notices.candidate, false)}
    ${counted("escalations", escalations.current, escalations.candidate, false)}
  </dl>`;
}

const sidesKey = (language: ReportLanguage): Html =>
  html`<p class="key">
    <span class="current"></span>${say(language, "current")}
    <span class="candidate"></span>${say(language, "candidate")}
  </p>`;

const workKey = (language: ReportLanguage): Html =>
  html`<p class="key">
    <span class="open"></span>${say(language, "open")} <span class="current"></span>${say(language, "overdue")} ·
    ${say(language, "current")} <span class="candidate"></span>${say(language, "overdue")} ·
    ${say(language, "candidate")}
  </p>`;
