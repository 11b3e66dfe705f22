import type { Database } from "../../platform/transaction.ts";
import { indexTickets } from "./index-store.ts";
import { dropOldIndex, isRebuilt, nextToRebuild, noteRebuilt } from "./rebuild-store.ts";

/** Tickets that one transaction puts in order; whatever was written meanwhile waits no longer for it. */
const TICKETS_PER_BATCH = 50;

/**
 * Puts some tickets of an earlier version in order. A crash loses one batch.
 * @returns how many, none while another node is at it; null: nothing is left
 */
export async function rebuildSome(db: Database, ticketsMax: number = TICKETS_PER_BATCH): Promise<number | null> {
  const done = await db.inTransaction(async (tx) => {
    const ids = await nextToRebuild(tx, ticketsMax);
    if (ids === null) return (await isRebuilt(tx)) ? null : 0;
    await indexTickets(
      tx,
      ids.map((ticketId) => ({ ticketId, fresh: true })),
    );
    const last = ids.length < ticketsMax ? null : ids.at(-1)!;
    await noteRebuilt(tx, { tickets: ids.length, last });
    return last === null ? null : ids.length;
  });
  if (done === null) await db.inTransaction(dropOldIndex);
  return done;
}
