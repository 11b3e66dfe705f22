import { useSyncExternalStore } from "react";

const SECOND_MS = 1000;
/** How old the moment may be that a first listener sees, while nothing ticks. */
const IDLE_MS_MAX = 500;
let serverAheadMs = 0;

/** Learns how far the server's clock is from this browser's; `serverMs` is the moment it answered at. */
export function learnServerTime(serverMs: number): void {
  const ahead = serverMs - Date.now();
  // The Date header counts whole seconds: smaller differences are its rounding.
  if (Math.abs(ahead) > 2 * SECOND_MS) serverAheadMs = ahead;
  else serverAheadMs = 0;
}

/** Now by the server's clock, in milliseconds since the epoch. */
export const serverNow = (): number => Date.now() + serverAheadMs;

/** One shared timer for everything that ticks. */
function ticker(stepMs: number) {
  const listeners = new Set<() => void>();
  let now = serverNow();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now = serverNow();
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      timer ??= setInterval(tick, stepMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    // Between ticks it stands still: a moment that moved with each new listener would draw all the others anew.
    get: () => {
      if (timer === undefined && Math.abs(serverNow() - now) > IDLE_MS_MAX) now = serverNow();
      return now;
    },
  };
}

const bySecond = ticker(SECOND_MS);
export const halfMinutes = ticker(30 * SECOND_MS);

/** The current moment, renewed each second, or each half minute where seconds are not shown. */
export function useNow(grain: "second" | "half_minute"): number {
  const source = grain === "second" ? bySecond : halfMinutes;
  return useSyncExternalStore(source.subscribe, source.get);
}
