import { setTimeout as sleep } from "node:timers/promises";
import { fireTimers, TICKETS_PER_SWEEP_MAX, type TimerDeps } from "./fire-timers.ts";

const SWEEP_EVERY_MS = 500;
const PAUSE_AFTER_FAILURE_MS = 2_000;

export type RunningTimers = { stop(): Promise<void> };

/** Sweeps due timers until stopped; at once again while there is more than one sweep takes. */
export function runTimers(deps: TimerDeps & { now: () => number; onError(error: unknown): void }): RunningTimers {
  const stopping = new AbortController();
  const finished = (async () => {
    while (!stopping.signal.aborted) {
      const pause = await sweep(deps);
      if (pause > 0) await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await finished;
    },
  };
}

async function sweep(deps: TimerDeps & { now: () => number; onError(error: unknown): void }): Promise<number> {
  try {
    const fired = await fireTimers(deps, deps.now());
    return fired >= TICKETS_PER_SWEEP_MAX ? 0 : SWEEP_EVERY_MS;
  } catch (error) {
    deps.onError(error);
    return PAUSE_AFTER_FAILURE_MS;
  }
}
