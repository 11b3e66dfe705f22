import type { BacktestResult, DifferingTicket, ShownClock } from "../../../domain/backtest/index.ts";
import { count, duration, moment } from "./format.ts";
import { html, NOTHING, type Html } from "./html.ts";
import { toneOf } from "./tables.ts";
import { say, type ReportLanguage } from "./words.ts";

const STRIP_WIDTH = 280;
const STRIP_HEIGHT = 12;

/** The tickets that differ, each with the clocks in which it does and what became of their time. */
export function differingTickets({ differing, history }: BacktestResult, language: ReportLanguage): Html {
  if (differing.length === 0) return html`<p>${say(language, "differing_none")}</p>`;
  return html`<p class="key">
      <span class="counted"></span>${say(language, "counted")} <span class="paused"></span>${say(language, "paused")}
      <span class="outside"></span>${say(language, "outside_hours")}
    </p>
    ${differing.map((ticket, index) => oneTicket(ticket, { language, zone: history.zone, isOpen: index === 0 }))}`;
}

type Showing = { language: ReportLanguage; zone: string; isOpen: boolean };

function oneTicket(ticket: DifferingTicket, { language, zone, isOpen }: Showing): Html {
  const { name, team, openedAt, lateMs, clocks, clocksLeftOut } = ticket;
  const left = Math.max(clocksLeftOut.current, clocksLeftOut.candidate);
  return html`<details ${isOpen ? html`open` : NOTHING}>
    <summary>
      <b>${name}</b> ${team ?? ""} <span class="note">${moment(openedAt, zone)}</span>
      <span class="${toneOf(lateMs.current - lateMs.candidate)}"
        >${say(language, "late_total", { before: duration(lateMs.current, language), after: duration(lateMs.candidate, language) })}</span
      >
    </summary>
    ${(["current", "candidate"] as const).map((side) => clockTable(side, clocks[side], { language, zone }))}
    ${left > 0 ? html`<p class="note">${say(language, "clocks_left_out", { count: count(left) })}</p>` : NOTHING}
  </details>`;
}

function clockTable(
  side: "current" | "candidate",
  clocks: readonly ShownClock[],
  { language, zone }: { language: ReportLanguage; zone: string },
): Html {
  if (clocks.length === 0)
    return html`<h4>${say(language, side)}</h4>
      <p class="note">${say(language, "no_clock")}</p>`;
  return html`<h4>${say(language, side)}</h4>
    <div class="scroll">
      <table class="clocks">
        <thead>
          <tr>
            <th>${say(language, "name")}</th>
            <th>${say(language, "began")}</th>
            <th>${say(language, "due")}</th>
            <th>${say(language, "ended")}</th>
            <th>${say(language, "result")}</th>
            <th></th>
          </tr>
        </thead>
        <tbody>
          ${clocks.map((clock) => clockRow(clock, { language, zone }))}
        </tbody>
      </table>
    </div>`;
}

function clockRow(clock: ShownClock, { language, zone }: { language: ReportLanguage; zone: string }): Html {
  const at = (moments: number | null) => (moments === null ? "—" : moment(moments, zone));
  const late = clock.lateMs === null ? "" : ` ${duration(clock.lateMs, language)}`;
  const state = clock.breachedAt !== null && clock.state !== "cancelled" ? "missed" : clock.state;
  return html`<tr>
    <th scope="row">
      ${clock.title[language]} · ${clock.target[language]}<br /><span class="note">${clock.source}</span>
    </th>
    <td>${at(clock.startedAt)}</td>
    <td>${at(clock.dueAt)}</td>
    <td>${at(clock.stoppedAt)}</td>
    <td class="word ${state === "missed" ? "bad" : state === "met" ? "good" : "even"}">
      ${say(language, `state_${state}`)}${late}
    </td>
    <td>${ledgerStrip(clock)}<span class="note">${ledgerWords(clock, language)}</span></td>
  </tr>`;
}

/** The ledger in proportion; what it leaves out at its end is the rest of the strip. */
function ledgerStrip(clock: ShownClock): Html {
  const total = clock.countedMs + clock.pausedMs + clock.outsideHoursMs;
  if (total === 0) return NOTHING;
  const start = clock.ledger[0]?.from ?? 0;
  const pieces = clock.ledger.map(({ from, to, kind }) => {
    const x = (((from - start) / total) * STRIP_WIDTH).toFixed(1);
    const width = Math.max(0.4, ((to - from) / total) * STRIP_WIDTH).toFixed(1);
    return html`<rect
      x="${x}"
      y="0"
      width="${width}"
      height="${STRIP_HEIGHT}"
      class="${kind === "outside_hours" ? "outside" : kind}"
    />`;
  });
  return html`<svg viewBox="0 0 ${STRIP_WIDTH} ${STRIP_HEIGHT}" class="strip" aria-hidden="true">${pieces}</svg>`;
}

function ledgerWords(clock: ShownClock, language: ReportLanguage): string {
  const parts = (
    [
      ["counted", clock.countedMs],
      ["paused", clock.pausedMs],
      ["outside_hours", clock.outsideHoursMs],
    ] as const
  ).flatMap(([kind, ms]) => (ms > 0 ? [`${say(language, kind)} ${duration(ms, language)}`] : []));
  return parts.join(" · ");
}
