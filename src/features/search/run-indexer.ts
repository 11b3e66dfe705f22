import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../platform/transaction.ts";
import { forgetDirty, postponeDirty, takeDirty, type Dirty } from "./dirty-store.ts";
import { indexTickets } from "./index-store.ts";
import { rebuildSome } from "./rebuild-index.ts";

/** Tickets that one transaction indexes. */
const TICKETS_PER_BATCH_MAX = 100;
/** What was written is found within this, and the time that a batch takes. */
const LOOK_EVERY_MS = 500;
const PAUSE_AFTER_FAILURE_MS = 2_000;
const POSTPONE_MS = 10 * 60_000;

export type Indexer = { stop(): Promise<void> };
type IndexerDeps = { db: Database; onError(error: unknown): void };

/**
 * Keeps the search index up to date until stopped; on several nodes one at a time does. While nothing waits, it puts what an
 * earlier version wrote in order, half of the time.
 */
export function runIndexer(deps: IndexerDeps): Indexer {
  const stopping = new AbortController();
  const work = async () => {
    const state = { isRebuilt: false };
    while (!stopping.signal.aborted) {
      const pause = await lookOnce(deps, state);
      if (pause > 0) await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const finished = work();
  return {
    stop: async () => {
      stopping.abort();
      await finished;
    },
  };
}

async function lookOnce(deps: IndexerDeps, state: { isRebuilt: boolean }): Promise<number> {
  try {
    if ((await indexDirty(deps)) === TICKETS_PER_BATCH_MAX) return 0;
    if (state.isRebuilt) return LOOK_EVERY_MS;
    const begun = performance.now();
    const done = await rebuildSome(deps.db);
    state.isRebuilt = done === null;
    return done ? Math.min(LOOK_EVERY_MS, performance.now() - begun) : LOOK_EVERY_MS;
  } catch (error) {
    deps.onError(error);
    return PAUSE_AFTER_FAILURE_MS;
  }
}

/**
 * Indexes the tickets that have waited longest, in one transaction with their lines on the list: whoever dies on it, another
 * finds them there. When one of them fails, each is tried by itself and the failing one put off.
 * @returns how many lines were looked at; none while another node is at it
 */
export async function indexDirty(deps: IndexerDeps, linesMax: number = TICKETS_PER_BATCH_MAX): Promise<number> {
  let taken: readonly Dirty[] = [];
  try {
    await deps.db.inTransaction(async (tx) => {
      taken = (await takeDirty(tx, linesMax)) ?? [];
      await indexTickets(tx, taken);
    });
  } catch (error) {
    if (taken.length === 0) throw error;
    for (const one of taken) await indexAlone(deps, one);
  }
  return taken.length;
}

async function indexAlone(deps: IndexerDeps, dirty: Dirty): Promise<void> {
  try {
    await deps.db.inTransaction(async (tx) => {
      await forgetDirty(tx, dirty.ticketId);
      await indexTickets(tx, [dirty]);
    });
  } catch (error) {
    deps.onError(error);
    await deps.db.inTransaction((tx) => postponeDirty(tx, dirty.ticketId, POSTPONE_MS));
  }
}
