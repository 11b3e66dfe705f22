import type { JSX } from "react";

const MOUTHS: Record<number, string> = {
  1: "M11 23q5-6 10 0",
  2: "M11 22q5-3.500 10 0",
  3: "M11 21.500h10",
  4: "M11 20.500q5 3.500 10 0",
  5: "M10.500 19.500q5.500 7 11 0",
};

/** A drawn face for a level of one to five; its words stand beside it. */
export const LevelFace = ({ level }: { level: number }): JSX.Element => (
  <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" fill="none" stroke="currentColor">
    <circle cx="16" cy="16" r="12.500" strokeWidth="1.500" />
    <path d="M12 12.500v2M20 12.500v2" strokeWidth="2" strokeLinecap="round" />
    <path d={MOUTHS[level] ?? MOUTHS[3]} strokeWidth="1.500" strokeLinecap="round" />
  </svg>
);
