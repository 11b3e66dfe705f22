import type { JSX } from "react";
import type { Shift } from "./calendar-days.ts";

const DAY_MINUTES = 1_440;

/** A day as a strip of 24 hours with its shifts; what runs over midnight ends at the edge. The fields beside it say the same. */
export function DayStrip({ shifts }: { shifts: readonly Shift[] }): JSX.Element {
  return (
    <span className="day-strip" aria-hidden="true">
      {shifts.map(({ from, to }) => (
        <i
          key={`${from}-${to}`}
          style={{
            left: `${(from / DAY_MINUTES) * 100}%`,
            width: `${((Math.min(to, DAY_MINUTES) - from) / DAY_MINUTES) * 100}%`,
          }}
        />
      ))}
    </span>
  );
}
