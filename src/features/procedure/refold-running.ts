import { continueRefold } from "../../core/sop/index.ts";
import { refoldTickets, type TicketDesk } from "../../core/tickets/index.ts";
import type { Database } from "../../platform/transaction.ts";
import { ticketsRunning, versionsInUse } from "./running-clock-store.ts";

/** One job does no more, and asks for the next one. */
export const TICKETS_PER_JOB_MAX = 500;
const BATCH_TICKETS_MAX = 25;

export type RefoldDeps = { db: Database; now: () => number; desk: TicketDesk };

/** Folds anew the clocks that run by a calendar, some hundred tickets at a time and a few in each transaction. */
export async function refoldRunning(
  { db, now, desk }: RefoldDeps,
  { calendarId, after = null }: { calendarId: string; after?: string | null },
): Promise<void> {
  const lineIds = new Set<string>();
  for (const versionId of await versionsInUse(db.reading)) {
    const { pack } = await desk.procedures.version(db.reading, versionId);
    for (const line of pack.promises) if (line.calendar === calendarId) lineIds.add(line.id);
  }
  const ids = await ticketsRunning(db.reading, { lineIds: [...lineIds], after, limit: TICKETS_PER_JOB_MAX });
  for (let from = 0; from < ids.length; from += BATCH_TICKETS_MAX) {
    const batch = ids.slice(from, from + BATCH_TICKETS_MAX);
    await db.inTransaction((tx) => refoldTickets(desk, tx, batch, now()));
  }
  const last = ids.at(-1);
  if (last && ids.length === TICKETS_PER_JOB_MAX) await continueRefold(db.reading, calendarId, last);
}
