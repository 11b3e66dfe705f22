import { parentPort } from "node:worker_threads";
import { emptyTally, prepareBench, tallyTicket, type Bench } from "../../domain/backtest/index.ts";
import type { FromWorker, ToWorker } from "./worker-messages.ts";

/** A thread that judges what it is sent, and answers with the figures of all of it at the end. */
const tally = emptyTally();
let bench: Bench | null = null;
const answer = (message: FromWorker) => parentPort?.postMessage(message);

parentPort?.on("message", (message: ToWorker) => {
  if (message.type === "trial") bench = prepareBench(message.trial);
  else if (message.type === "end") answer({ type: "tally", tally });
  else {
    if (!bench) throw new Error("tickets came before the trial");
    for (const ticket of message.tickets) tallyTicket(tally, bench, ticket);
    answer({ type: "done", tickets: message.tickets.length });
  }
});
