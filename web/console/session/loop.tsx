import type { JSX } from "react";

/** The mark of the product. */
export const Loop = ({ sizePx = 28 }: { sizePx?: number }): JSX.Element => (
  <svg viewBox="0 0 32 32" width={sizePx} height={sizePx} aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="var(--c-accent)" />
    <g fill="none" stroke="var(--c-on-accent)" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round">
      <path d="M22.8 11.5A8 8 0 1 0 24 16" />
      <path d="M24.5 7.5v5h-5" />
    </g>
  </svg>
);
