import { figureOf, sizesOf, type BenchResult } from "./bench-result.ts";

const WIDTH = 720;
const HEIGHT = 320;
const LEFT = 56;
const RIGHT = 200;
const TOP = 16;
const BOTTOM = 36;
const STEPS = 4;

const SERIES = [
  ["inbox page", "#1677ff"],
  ["ticket page", "#08979c"],
  ["search: two characters, rare", "#722ed1"],
  ["search: two characters, common", "#d46b08"],
  ["create ticket", "#389e0d"],
] as const;

type Point = { tickets: number; ms: number };

/** Cost against size as inline SVG: the median of each request at each number of tickets. Empty for a single size. */
export function sizeChart(result: BenchResult): string {
  const sizes = sizesOf(result);
  if (sizes.length < 2) return "";
  const lines = SERIES.map(([name, colour]) => ({ name, colour, points: pointsOf(result, name, sizes) })).filter(
    ({ points }) => points.length > 1,
  );
  const top = niceTop(Math.max(...lines.flatMap(({ points }) => points.map(({ ms }) => ms))));
  const x = (tickets: number) =>
    LEFT +
    ((Math.log10(tickets) - Math.log10(sizes[0]!)) / (Math.log10(sizes.at(-1)!) - Math.log10(sizes[0]!))) *
      (WIDTH - LEFT - RIGHT);
  const y = (ms: number) => TOP + (1 - ms / top) * (HEIGHT - TOP - BOTTOM);
  const marks = Array.from({ length: STEPS + 1 }, (_, at) => (top * at) / STEPS);
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" role="img" aria-label="cost against size" font-size="12" fill="currentColor">`,
    ...marks.map(
      (ms) =>
        `<path d="M${LEFT} ${y(ms)}H${WIDTH - RIGHT}" stroke="currentColor" stroke-opacity=".15"/><text x="${LEFT - 8}" y="${y(ms) + 4}" text-anchor="end">${ms} ms</text>`,
    ),
    ...sizes.map(
      (size) => `<text x="${x(size)}" y="${HEIGHT - 12}" text-anchor="middle">${size.toLocaleString("en")}</text>`,
    ),
    ...lines.flatMap(({ colour, points }) => [
      `<path d="M${points.map((point) => `${x(point.tickets).toFixed(1)} ${y(point.ms).toFixed(1)}`).join("L")}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...points.map(
        (point) =>
          `<circle cx="${x(point.tickets).toFixed(1)}" cy="${y(point.ms).toFixed(1)}" r="3" fill="${colour}"/>`,
      ),
    ]),
    ...lines.map(
      ({ name, colour }, at) =>
        `<rect x="${WIDTH - RIGHT + 16}" y="${TOP + at * 22}" width="10" height="10" fill="${colour}"/><text x="${WIDTH - RIGHT + 32}" y="${TOP + at * 22 + 10}">${name}</text>`,
    ),
    "</svg>",
  ].join("\n");
}

const pointsOf = (result: BenchResult, name: string, sizes: readonly number[]): Point[] =>
  sizes.flatMap((tickets) => {
    const ms = figureOf(result, name, "p50", tickets);
    return ms === null ? [] : [{ tickets, ms }];
  });

/** The next of 1, 2 and 5 times a power of ten. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= value)!;
}
