import type { JSX, ReactNode } from "react";
import "./states.css";

type Props = { shape: keyof typeof SHAPES; title: string; children?: ReactNode; actions?: ReactNode };

const SHAPES = {
  empty: "M6 16h8l2 4h8l2-4h8M8 8h24l4 8v16H4V16z",
  error: "M20 6 37 34H3zM20 16v9M20 29v.5",
  lock: "M10 18h20v16H10zM14 18v-5a6 6 0 0 1 12 0v5M20 25v3",
  search: "M17 6a11 11 0 1 0 0 22 11 11 0 0 0 0-22zM25 25l9 9",
  offline: "M4 15a24 24 0 0 1 32 0M10 21a15 15 0 0 1 20 0M16 27a6 6 0 0 1 8 0M20 33v.5M6 6l28 28",
  done: "M20 4a16 16 0 1 0 0 32 16 16 0 0 0 0-32zM13 20.500l5 5 9.500-10",
} as const;

/** A designed state of a view: a drawing, what it is, what to do, a way on. */
export function StatePage({ shape, title, children, actions }: Props): JSX.Element {
  return (
    <div className="state-page">
      <svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
        <path
          d={SHAPES[shape]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {actions ? <div className="state-actions">{actions}</div> : null}
    </div>
  );
}

/** Nothing here: why, and the way on as `actions`. */
export const EmptyState = ({
  shape = "empty",
  ...rest
}: Omit<Props, "shape"> & { shape?: Props["shape"] }): JSX.Element => <StatePage shape={shape} {...rest} />;
