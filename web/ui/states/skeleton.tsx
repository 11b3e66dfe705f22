import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import "./states.css";

const Bar = ({ width, height = 12 }: { width: string; height?: number }): JSX.Element => (
  <span className="skeleton" style={{ width, height }} />
);

function Loading({ children, className }: { children: React.ReactNode; className?: string }): JSX.Element {
  const { t } = useTranslation("ui");
  return (
    <div className={className} role="status" aria-label={t("loading")}>
      {children}
    </div>
  );
}

/** Rows of a list, two lines each. */
export function SkeletonList({ rows = 8 }: { rows?: number }): JSX.Element {
  return (
    <Loading>
      {Array.from({ length: rows }, (_, row) => (
        <div className="skeleton-row" key={row}>
          <div>
            <Bar width={`${38 + ((row * 17) % 30)}%`} />
            <Bar width="12%" />
          </div>
          <div>
            <Bar width={`${52 + ((row * 23) % 34)}%`} />
          </div>
        </div>
      ))}
    </Loading>
  );
}

/** Paragraphs: of a message, a card, a form. */
export function SkeletonText({ lines = 4 }: { lines?: number }): JSX.Element {
  return (
    <Loading className="skeleton-text">
      {Array.from({ length: lines }, (_, line) => (
        <Bar key={line} width={`${92 - ((line * 29) % 45)}%`} />
      ))}
    </Loading>
  );
}

/** A page with a heading. */
export function SkeletonPage(): JSX.Element {
  return (
    <div style={{ padding: 24, display: "grid", gap: 24 }}>
      <Bar width="30%" height={20} />
      <SkeletonText lines={3} />
      <SkeletonText lines={5} />
    </div>
  );
}
