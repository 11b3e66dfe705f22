import { Worker } from "node:worker_threads";
import { mergeTally, type Tally, type TicketHistory, type Trial } from "../../domain/backtest/index.ts";
import type { FromWorker, ToWorker } from "./worker-messages.ts";

/** Each thread has the next batch at hand when it ends one. */
const BATCHES_AHEAD_MAX = 2;

/** A thread keeps figures, not tickets: without limits its heap would grow just because nobody sweeps. */
const HEAP_LIMITS = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 24 };

export type FoldPool = {
  /** Gives a batch to the thread that has least to do; waits while all have enough. */
  take(tickets: TicketHistory[]): Promise<void>;
  /** Waits for all and adds what they found. */
  addTo(tally: Tally): Promise<void>;
  stop(): Promise<void>;
};

type Thread = { worker: Worker; waiting: number };

/** Threads that judge tickets. @throws what a thread threw, from whatever is called next */
export function startFoldPool(trial: Trial, count: number, onDone: (tickets: number) => void): FoldPool {
  let failure: Error | null = null;
  let wake = () => {};
  const tallies: Tally[] = [];
  const threads = Array.from({ length: count }, (): Thread => {
    const thread = {
      worker: new Worker(new URL("./fold-worker.ts", import.meta.url), { resourceLimits: HEAP_LIMITS }),
      waiting: 0,
    };
    thread.worker.on("message", (message: FromWorker) => {
      if (message.type === "tally") tallies.push(message.tally);
      else {
        thread.waiting -= 1;
        onDone(message.tickets);
      }
      wake();
    });
    thread.worker.on("error", (error: Error) => {
      failure ??= error;
      wake();
    });
    send(thread, { type: "trial", trial });
    return thread;
  });
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      if (failure) throw failure;
      await new Promise<void>((resolve) => (wake = resolve));
    }
    if (failure) throw failure;
  };
  const idlest = () => threads.reduce((best, thread) => (thread.waiting < best.waiting ? thread : best));
  return {
    take: async (tickets) => {
      await until(() => idlest().waiting < BATCHES_AHEAD_MAX);
      const thread = idlest();
      thread.waiting += 1;
      send(thread, { type: "batch", tickets });
    },
    addTo: async (tally) => {
      for (const thread of threads) send(thread, { type: "end" });
      await until(() => tallies.length === threads.length);
      for (const part of tallies) mergeTally(tally, part);
    },
    stop: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

const send = ({ worker }: Thread, message: ToWorker) => worker.postMessage(message);
