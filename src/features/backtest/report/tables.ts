import type { BacktestResult, Compared, CountedAction, Figure, Sides } from "../../../domain/backtest/index.ts";
import { count, duration, percent, points, signed } from "./format.ts";
import { html, NOTHING, type Html } from "./html.ts";
import { say, type ReportLanguage, type WordId } from "./words.ts";

const ROWS_MAX = 40;

/** Figures of both sides, a row for each thing told apart; the first rows of a long list. */
export function figureTable(rows: readonly Compared[], language: ReportLanguage): Html {
  const word = (id: WordId) => say(language, id);
  const shown = rows.slice(0, ROWS_MAX);
  return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th rowspan="2">${word("name")}</th>
            <th colspan="3">${word("kept_share")}</th>
            <th colspan="3">${word("missed")}</th>
            <th colspan="2">${word("clocks")}</th>
            <th colspan="2">${word("late_p50")}</th>
            <th colspan="2">${word("late_p90")}</th>
          </tr>
          <tr class="sides">
            ${["current", "candidate", "difference", "current", "candidate", "difference", "current", "candidate", "current", "candidate", "current", "candidate"].map((id) => html`<th>${word(id as WordId)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map((row) => figureRow(row, language))}
        </tbody>
      </table>
    </div>
    ${moreRows(rows.length - shown.length, language)}`;
}

function figureRow({ name, current, candidate }: Compared, language: ReportLanguage): Html {
  const late = ({ lateMs }: Figure, which: "p50" | "p90") => (lateMs ? duration(lateMs[which], language) : "—");
  return html`<tr>
    <th scope="row">${name[language]}</th>
    <td>${percent(current.keptShare)}</td>
    <td>${percent(candidate.keptShare)}</td>
    <td class="${toneOf((candidate.keptShare ?? 0) - (current.keptShare ?? candidate.keptShare ?? 0))}">
      ${points(current.keptShare, candidate.keptShare)}
    </td>
    <td>${count(current.missed)}</td>
    <td>${count(candidate.missed)}</td>
    <td class="${toneOf(current.missed - candidate.missed)}">${signed(candidate.missed - current.missed)}</td>
    <td>${count(current.clocks)}</td>
    <td>${count(candidate.clocks)}</td>
    <td>${late(current, "p50")}</td>
    <td>${late(candidate, "p50")}</td>
    <td>${late(current, "p90")}</td>
    <td>${late(candidate, "p90")}</td>
  </tr>`;
}

/** `gain` above 0 is good. Words and signs say it too. */
export const toneOf = (gain: number): string => (gain > 0 ? "good" : gain < 0 ? "bad" : "even");

const moreRows = (left: number, language: ReportLanguage): Html =>
  left > 0 ? html`<p class="note">${say(language, "more_rows", { count: count(left) })}</p>` : NOTHING;

export function actionTable(actions: readonly CountedAction[], language: ReportLanguage): Html {
  if (actions.length === 0) return html`<p>${say(language, "none")}</p>`;
  const shown = actions.slice(0, ROWS_MAX);
  return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th>${say(language, "name")}</th>
            <th></th>
            <th>${say(language, "current")}</th>
            <th>${say(language, "candidate")}</th>
            <th>${say(language, "difference")}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            ({ says, when, current, candidate }) =>
              html`<tr>
                <th scope="row">${says[language]}</th>
                <td class="word">${say(language, `when_${when}`)}</td>
                <td>${count(current)}</td>
                <td>${count(candidate)}</td>
                <td>${signed(candidate - current)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${moreRows(actions.length - shown.length, language)}`;
}

/** How often the rules would have escalated, and told somebody. */
export function actionSums({ actions }: BacktestResult): { escalations: Sides<number>; notices: Sides<number> } {
  const sum = (kind: CountedAction["do"]) => {
    const those = actions.filter((action) => action.do === kind);
    return {
      current: those.reduce((total, { current }) => total + current, 0),
      candidate: those.reduce((total, { candidate }) => total + candidate, 0),
    };
  };
  return { escalations: sum("escalate"), notices: sum("notify") };
}

export function malformedTable({ history: { malformed } }: BacktestResult, language: ReportLanguage): Html {
  if (malformed.count === 0) return html`<p>${say(language, "malformed_none")}</p>`;
  return html`<p class="bad">${say(language, "malformed", { count: count(malformed.count) })}</p>
    <ul>
      ${malformed.reasons.map(({ says, count: rows }) => html`<li>${count(rows)} × ${says[language]}</li>`)}
    </ul>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>${say(language, "line")}</th>
            <th></th>
            <th>${say(language, "value")}</th>
          </tr>
        </thead>
        <tbody>
          ${malformed.first.map(
            ({ line, says, value }) =>
              html`<tr>
                <td>${count(line)}</td>
                <td class="word">${says[language]}</td>
                <td class="word"><code>${value}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
