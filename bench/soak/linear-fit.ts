/** The straight line through points by least squares. Fewer than two points rise by nothing. */
export function linearFit(points: readonly { x: number; y: number }[]): { slope: number; start: number } {
  const count = points.length;
  if (count < 2) return { slope: 0, start: points[0]?.y ?? 0 };
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  return { slope, start: meanY - slope * meanX };
}
