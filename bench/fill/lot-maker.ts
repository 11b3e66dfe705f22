import { parentPort, workerData } from "node:worker_threads";
import { createProcedures } from "../../src/core/sop/index.ts";
import { openDatabase } from "../../src/platform/db/index.ts";
import { planPeople } from "./desk-people.ts";
import { ticketLots, type Past, type Share } from "./ticket-lots.ts";

/** What a thread that makes lots is told. */
export type MakerOrder = { url: string; past: Past; share: Share };

/** A thread that makes its lots in their order; with each word from outside the next one leaves. */
const { url, past, share } = workerData as MakerOrder;
const db = openDatabase(url, { connectionsMax: 1, applicationName: "bihuan-bench" });
const procedure = await createProcedures(() => past.anchor).published(db.reading);
await db.close();
const lots = ticketLots(past, share, { people: planPeople(past.tickets, past.anchor), procedure });

parentPort!.on("message", () => {
  const next = lots.next();
  if (next.done) return parentPort!.close();
  const given = Object.values(next.value).map(({ bytes }) => bytes.buffer);
  parentPort!.postMessage(next.value, given);
});
