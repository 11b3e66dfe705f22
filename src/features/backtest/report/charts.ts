import type { Figure, WorkInProgress } from "../../../domain/backtest/index.ts";
import { count, day, percent } from "./format.ts";
import { html, type Html } from "./html.ts";
import { say, type ReportLanguage } from "./words.ts";

type Bars = { label: string; current: Figure; candidate: Figure }[];

const WIDTH = 920;
const LABEL = 190;
const VALUE = 70;
const BAR = 11;
const ROW = 38;

/** Two bars a row: the shares kept under both procedures. */
export function shareChart(rows: Bars, language: ReportLanguage): Html {
  const room = WIDTH - LABEL - VALUE;
  const bars = rows.map(({ label, current, candidate }, index) => {
    const top = index * ROW + 6;
    return html`<text x="${LABEL - 10}" y="${top + BAR + 4}" text-anchor="end" class="label">${label}</text>
      ${bar("current", current.keptShare, { x: LABEL, y: top, room })}
      ${bar("candidate", candidate.keptShare, { x: LABEL, y: top + BAR + 3, room })}`;
  });
  return html`<div class="scroll">
    <svg viewBox="0 0 ${WIDTH} ${rows.length * ROW + 4}" role="img" aria-label="${say(language, "kept_share")}">
      ${bars}
    </svg>
  </div>`;
}

const bar = (side: "current" | "candidate", share: number | null, at: { x: number; y: number; room: number }): Html =>
  html` <rect x="${at.x}" y="${at.y}" width="${at.room}" height="${BAR}" rx="2" class="track" />
    <rect x="${at.x}" y="${at.y}" width="${round((share ?? 0) * at.room)}" height="${BAR}" rx="2" class="${side}" />
    <text x="${at.x + at.room + 8}" y="${at.y + BAR - 1}" class="value">${percent(share)}</text>`;

const round = (number: number) => Math.round(number * 10) / 10;

const HOURS_HEIGHT = 190;
const AXIS = 22;

/** Two columns an hour: the promises that broke, of those that began in it. */
export function hourChart(hours: Bars, language: ReportLanguage): Html {
  const most = Math.max(1, ...hours.flatMap(({ current, candidate }) => [current.missed, candidate.missed]));
  const slot = (WIDTH - 60) / hours.length;
  const height = (number: number) => round((number / most) * (HOURS_HEIGHT - 16));
  const columns = hours.map(({ label, current, candidate }, index) => {
    const x = round(60 + index * slot);
    const column = (side: "current" | "candidate", { missed, clocks }: Figure, shift: number) =>
      html`<rect
        x="${round(x + shift)}"
        y="${HOURS_HEIGHT - height(missed)}"
        width="${round(slot * 0.38)}"
        height="${height(missed)}"
        class="${side}"
        ><title>${label} ${say(language, side)}: ${count(missed)} / ${count(clocks)}</title></rect
      >`;
    return html`${column("current", current, slot * 0.08)}${column("candidate", candidate, slot * 0.5)}
      <text x="${round(x + slot / 2)}" y="${HOURS_HEIGHT + 15}" text-anchor="middle" class="value">${label}</text>`;
  });
  return html`<div class="scroll">
    <svg viewBox="0 0 ${WIDTH} ${HOURS_HEIGHT + AXIS}" role="img" aria-label="${say(language, "by_hour")}">
      ${gridLines(most, HOURS_HEIGHT)}${columns}
    </svg>
  </div>`;
}

/** Lines at nothing, half and all of what the chart holds. */
const gridLines = (most: number, height: number): Html[] =>
  [0, 0.5, 1].map((share) => {
    const y = round(height - share * (height - 16));
    return html`<line x1="56" x2="${WIDTH}" y1="${y}" y2="${y}" class="grid" />
      <text x="50" y="${y + 4}" text-anchor="end" class="value">${count(Math.round(most * share))}</text>`;
  });

const WORK_HEIGHT = 240;
const POINTS_MAX = 430;

/** The open tickets as an area, the overdue ones under both procedures as lines; of each stretch its peak. */
export function workChart(work: WorkInProgress, zone: string, language: ReportLanguage): Html {
  const size = Math.max(1, Math.ceil(work.open.length / POINTS_MAX));
  const [open, current, candidate] = [work.open, work.overdue.current, work.overdue.candidate].map((series) =>
    peaks(series, size),
  ) as [number[], number[], number[]];
  const most = Math.max(1, ...open, ...current, ...candidate);
  const x = (index: number) => round(60 + (index / Math.max(1, open.length - 1)) * (WIDTH - 70));
  const y = (number: number) => round(WORK_HEIGHT - (number / most) * (WORK_HEIGHT - 16));
  const line = (series: readonly number[]) => series.map((number, index) => `${x(index)},${y(number)}`).join(" ");
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const index = Math.round(share * (work.open.length - 1));
    const anchor = share === 0 ? "start" : share === 1 ? "end" : "middle";
    return html`<text
      x="${round(60 + share * (WIDTH - 70))}"
      y="${WORK_HEIGHT + 17}"
      text-anchor="${anchor}"
      class="value"
      >${day(work.from + index * work.stepMs, zone)}</text
    >`;
  });
  return html`<div class="scroll">
    <svg viewBox="0 0 ${WIDTH} ${WORK_HEIGHT + AXIS}" role="img" aria-label="${say(language, "work")}">
      ${gridLines(most, WORK_HEIGHT)}
      <polygon points="${x(0)},${WORK_HEIGHT} ${line(open)} ${x(open.length - 1)},${WORK_HEIGHT}" class="open" />
      <polyline points="${line(current)}" class="current" />
      <polyline points="${line(candidate)}" class="candidate" />
      ${ticks}
    </svg>
  </div>`;
}

function peaks(series: readonly number[], size: number): number[] {
  const found: number[] = [];
  for (let from = 0; from < series.length; from += size) found.push(Math.max(...series.slice(from, from + size)));
  return found;
}
