import { Worker } from "node:worker_threads";
import type { MakerOrder } from "./lot-maker.ts";
import { LOT_TICKETS } from "./ticket-lots.ts";
import type { TicketBytes } from "./ticket-tables.ts";

/** A thread has so many lots under way that it never waits, and no more of them lie in memory. */
const LOTS_AHEAD = 4;

/** The lots of all tickets in their order, made by so many threads. @throws what a thread threw */
export async function* sharedLots(order: Omit<MakerOrder, "share">, makers: number): AsyncGenerator<TicketBytes> {
  const threads = Array.from({ length: makers }, (_, maker) => startMaker({ ...order, share: { makers, maker } }));
  try {
    const lots = Math.ceil(order.past.tickets / LOT_TICKETS);
    for (let lot = 0; lot < lots; lot++) yield await threads[lot % makers]!.next();
  } finally {
    await Promise.all(threads.map(({ stop }) => stop()));
  }
}

function startMaker(order: MakerOrder): { next(): Promise<TicketBytes>; stop(): Promise<unknown> } {
  const worker = new Worker(new URL("./lot-maker.ts", import.meta.url), { workerData: order });
  const made: TicketBytes[] = [];
  let failure: Error | null = null;
  let wake = () => {};
  worker.on("message", (lot: TicketBytes) => {
    made.push(lot);
    wake();
  });
  worker.on("error", (error: Error) => {
    failure = error;
    wake();
  });
  for (let ahead = 0; ahead < LOTS_AHEAD; ahead++) worker.postMessage("next");
  return {
    next: async () => {
      while (made.length === 0) {
        if (failure) throw failure;
        await new Promise<void>((resolve) => (wake = resolve));
      }
      worker.postMessage("next");
      return made.shift()!;
    },
    stop: () => worker.terminate(),
  };
}
