export type PaneBounds = { widthPx: number; minPx: number; maxPx: number };

export const clampWidth = (widthPx: number, { minPx, maxPx }: PaneBounds): number =>
  Math.round(Math.min(maxPx, Math.max(minPx, widthPx)));

export const WIDTH_STEP_PX = 16;

/** The width after a key on the handle; null for a key that means nothing here. `edge`: the side the handle is on. */
export function widthAfterKey(key: string, widthPx: number, edge: "left" | "right"): number | "start" | null {
  const wider = edge === "right" ? "ArrowRight" : "ArrowLeft";
  const narrower = edge === "right" ? "ArrowLeft" : "ArrowRight";
  if (key === wider) return widthPx + WIDTH_STEP_PX;
  if (key === narrower) return widthPx - WIDTH_STEP_PX;
  return key === "Enter" ? "start" : null;
}
