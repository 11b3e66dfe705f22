const POINTS_MAX = 640;

type Box = { width: number; height: number; top: number };

/** An SVG path through values from left to right; of more points than pixels the highest of each is kept. */
export function linePath(values: readonly number[], { width, height, top }: Box): string {
  const step = Math.max(1, Math.ceil(values.length / POINTS_MAX));
  const points: string[] = [];
  const last = Math.max(1, values.length - 1);
  for (let at = 0; at < values.length; at += step) {
    const most = Math.max(...values.slice(at, at + step));
    const x = Math.round((at / last) * width * 10) / 10;
    const y = Math.round((height - (most / top) * height) * 10) / 10;
    points.push(`${x} ${y}`);
  }
  return points.length === 0 ? "" : `M${points.join("L")}`;
}
