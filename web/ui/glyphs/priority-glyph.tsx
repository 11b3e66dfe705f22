import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { Priority } from "../../../src/domain/ticket/vocabulary.ts";
import "./glyphs.css";

const SHAPES: Record<Priority, JSX.Element> = {
  P0: <path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" />,
  P1: <path d="M8 1.2 15.2 14.2H.8z" />,
  P2: <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="2" />,
  P3: <circle cx="8" cy="8" r="6.4" />,
};

/** Octagon, triangle, square, circle: the shape and the number say it without the colour. */
export function PriorityGlyph({ priority, words }: { priority: Priority; words?: boolean }): JSX.Element {
  const { t } = useTranslation("ui");
  const name = t(`priority.${priority}`);
  return (
    <span className={`priority is-${priority}`} title={name}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {SHAPES[priority]}
        <text x="8" y={priority === "P1" ? 12.6 : 11.4} textAnchor="middle">
          {priority.slice(1)}
        </text>
      </svg>
      <span className={words ? undefined : "visually-hidden"}>{name}</span>
    </span>
  );
}
