import { useRef, type JSX, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { clampWidth, widthAfterKey, type PaneBounds } from "./pane-width.ts";

type Props = {
  bounds: PaneBounds;
  widthPx: number;
  edge: "left" | "right";
  label: string;
  onWidth: (widthPx: number | null) => void;
};

/** Drag, or arrow keys; a double click or Enter brings the first width back. */
export function PaneHandle({ bounds, widthPx, edge, label, onWidth }: Props): JSX.Element {
  const { t } = useTranslation("ui");
  const start = useRef<{ x: number; widthPx: number } | null>(null);
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, widthPx };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (!start.current) return;
    const moved = event.clientX - start.current.x;
    onWidth(clampWidth(start.current.widthPx + (edge === "right" ? moved : -moved), bounds));
  };
  const press = (event: KeyboardEvent) => {
    const next = widthAfterKey(event.key, widthPx, edge);
    if (next === null) return;
    event.preventDefault();
    onWidth(next === "start" ? null : clampWidth(next, bounds));
  };
  return (
    <div
      className={`pane-handle is-${edge}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={t("pane.resize", { name: label })}
      aria-valuenow={widthPx}
      aria-valuemin={bounds.minPx}
      aria-valuemax={bounds.maxPx}
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => (start.current = null)}
      onPointerCancel={() => (start.current = null)}
      onDoubleClick={() => onWidth(null)}
      onKeyDown={press}
    />
  );
}
