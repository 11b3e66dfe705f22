import { addJob } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { FRESH_MS } from "./create-procedures.ts";

/** Folds anew the clocks that run by a calendar: payload `{ calendarId, after? }`, the last ticket that was done. */
export const REFOLD_JOB = "refold_clocks";

/** Above what a node may still believe of the calendar that was. */
const AFTER_MS = FRESH_MS + 1_000;

/** Asks for the clocks that run by a calendar to be folded anew: from the first ticket, once every node knows the calendar. */
export const askRefold = (tx: Tx, calendarId: string, now: number): Promise<void> =>
  addJob(tx, REFOLD_JOB, { calendarId }, { key: refoldKey(calendarId), runAt: now + AFTER_MS });

/** Goes on after a ticket; a change of the calendar meanwhile begins anew instead. */
export const continueRefold = (tx: Tx, calendarId: string, after: string): Promise<void> =>
  addJob(tx, REFOLD_JOB, { calendarId, after }, { key: refoldKey(calendarId) });

const refoldKey = (calendarId: string) => `${REFOLD_JOB}:${calendarId}`;
