import type { Clock } from "../../src/platform/clock.ts";

export type FakeClock = Clock & {
  /** Moves on by so many milliseconds. */
  advance(ms: number): void;
  /** Jumps to a moment, in milliseconds since the epoch or as an ISO text. */
  set(moment: number | string): void;
};

/** A clock that stands still until it is told to move. */
export function fakeClock(start: number | string = "2026-03-02T01:00:00Z"): FakeClock {
  let now = toMs(start);
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    set: (moment) => {
      now = toMs(moment);
    },
  };
}

/** A clock that goes as the real one does, from a start of its own, and jumps when it is told to. */
export function runningClock(start: number | string = "2026-03-02T01:00:00Z"): FakeClock {
  const began = Date.now();
  const jumps = fakeClock(start);
  return { ...jumps, now: () => jumps.now() + Date.now() - began };
}

function toMs(moment: number | string): number {
  return typeof moment === "number" ? moment : Date.parse(moment);
}
