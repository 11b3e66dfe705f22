import { setTimeout as sleep } from "node:timers/promises";
import { nextTimerAt } from "../../core/tickets/index.ts";
import { fireTimers } from "./fire-timers.ts";
import type { TimerDeps } from "./ports.ts";
import { giveSignOfLife, type Stop } from "./stop-store.ts";

/** Batches at work at once in one process. */
const SWEEPERS = 2;
/** A promise that a change makes due at once is seen within this; all others at their moment. */
const LOOK_AGAIN_MS_MAX = 500;
/** Somebody else holds what is due: he fires it, or lets it go. */
const HELD_PAUSE_MS = 25;
const PAUSE_AFTER_FAILURE_MS = 2_000;
const SIGN_OF_LIFE_EVERY_MS = 15_000;

export type RunningTimers = { stop(): Promise<void> };

type Running = TimerDeps & { now: () => number; onError(error: unknown): void };

/** Fires timers at their moments until stopped: sleeps to the next due moment and goes on at once while there is more. */
export function runTimers(deps: Running): RunningTimers {
  const stopping = new AbortController();
  const watch = newWatch(deps);
  const sweeper = async () => {
    while (!stopping.signal.aborted) {
      const pause = await sweep(deps, watch);
      if (pause > 0) await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const finished = Promise.all(Array.from({ length: SWEEPERS }, sweeper));
  return {
    stop: async () => {
      stopping.abort();
      await finished;
    },
  };
}

/** The stops that are known, with a sign of life given now and then. */
function newWatch(deps: Running): () => Promise<readonly Stop[]> {
  let known: Promise<readonly Stop[]> = Promise.resolve([]);
  let givenAt = -Infinity;
  return () => {
    const now = deps.now();
    if (Math.abs(now - givenAt) < SIGN_OF_LIFE_EVERY_MS) return known;
    givenAt = now;
    known = deps.db.inTransaction((tx) => giveSignOfLife(tx, now));
    known.catch(() => {
      givenAt = -Infinity;
    });
    return known;
  };
}

/** @returns how long to wait before the next look, in ms */
async function sweep(deps: Running, watch: () => Promise<readonly Stop[]>): Promise<number> {
  try {
    const stops = await watch();
    const next = await nextTimerAt(deps.db.reading);
    const wait = next === null ? LOOK_AGAIN_MS_MAX : next - deps.now();
    if (wait > 0) return Math.min(wait, LOOK_AGAIN_MS_MAX);
    return (await fireTimers(deps, deps.now(), stops)) > 0 ? 0 : HELD_PAUSE_MS;
  } catch (error) {
    deps.onError(error);
    return PAUSE_AFTER_FAILURE_MS;
  }
}
