import type { SoakMinute } from "../soak/soak-result.ts";

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 64;
const RIGHT = 130;
const TOP = 12;
const BOTTOM = 28;
const STEPS = 4;
const STEP_MIB = 50;

const SERIES = [
  ["rss_mib", "进程 process", "#1677ff"],
  ["heap_mib", "堆 heap", "#389e0d"],
] as const;

/** What the desk held minute by minute, as inline SVG. Empty for less than two minutes. */
export function memoryChart(minutes: readonly SoakMinute[]): string {
  if (minutes.length < 2) return "";
  const top = Math.ceil(Math.max(...minutes.map(({ rss_mib }) => rss_mib)) / STEP_MIB) * STEP_MIB;
  const last = minutes.at(-1)!.minute;
  const x = (minute: number) => (LEFT + (minute / last) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const y = (mib: number) => (TOP + (1 - mib / top) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const marks = Array.from({ length: STEPS + 1 }, (_, at) => (top * at) / STEPS);
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" role="img" aria-label="memory by minute" font-size="12" fill="currentColor">`,
    ...marks.map(
      (mib) =>
        `<path d="M${LEFT} ${y(mib)}H${WIDTH - RIGHT}" stroke="currentColor" stroke-opacity=".15"/><text x="${LEFT - 8}" y="${y(mib)}" dy="4" text-anchor="end">${mib} MiB</text>`,
    ),
    `<text x="${x(last)}" y="${HEIGHT - 8}" text-anchor="end">${last} min</text>`,
    ...SERIES.map(
      ([of, name, colour], at) =>
        `<path d="M${minutes.map((one) => `${x(one.minute)} ${y(one[of])}`).join("L")}" fill="none" stroke="${colour}" stroke-width="2"/><rect x="${WIDTH - RIGHT + 16}" y="${TOP + at * 22}" width="10" height="10" fill="${colour}"/><text x="${WIDTH - RIGHT + 32}" y="${TOP + at * 22 + 10}">${name}</text>`,
    ),
    "</svg>",
  ].join("\n");
}
