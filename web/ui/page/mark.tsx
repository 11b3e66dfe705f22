import type { JSX, ReactNode } from "react";
import "./page.css";

const SHAPES = {
  good: "M1.500 5.400 4 7.800 8.600 2.400",
  bad: "M2.200 2.200 7.800 7.800M7.800 2.200 2.200 7.800",
  wait: "M5 1.500v4l2.500 1.500",
  off: "M2 5h6",
} as const;

/** A state in a word, with a shape beside the colour. */
export function Mark({ tone, children }: { tone: keyof typeof SHAPES; children: ReactNode }): JSX.Element {
  return (
    <span className={`mark is-${tone}`}>
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <path d={SHAPES[tone]} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
      {children}
    </span>
  );
}
