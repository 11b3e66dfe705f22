import { changeTickets } from "../../../../../src/contract/ticket-routes.ts";
import type { InputOf } from "../../../../../src/contract/route.ts";
import { call } from "../../../../ui/api/call.ts";

export type Change = InputOf<typeof changeTickets>["body"]["change"];
export type BulkOrder = { change: Change; reason?: string };
export type Refused = { ticketId: string; number: number | null; detail: string };
export type BulkOutcome = {
  changed: string[];
  refused: Refused[];
  /** Not tried, or not known: the call failed. */ left: string[];
  error: unknown;
};

const CHUNK_TICKETS = 25;

/** Changes many in pieces, so that progress shows; stops at the first call that fails. */
export async function runBulk(
  ticketIds: readonly string[],
  order: BulkOrder,
  onProgress: (done: number) => void,
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { changed: [], refused: [], left: [], error: null };
  for (let from = 0; from < ticketIds.length; from += CHUNK_TICKETS) {
    const piece = ticketIds.slice(from, from + CHUNK_TICKETS);
    try {
      // oxlint-disable-next-line no-await-in-loop -- one piece after the other, so that the server is not flooded
      const answer = await call(changeTickets, { body: { ticketIds: piece, ...order } });
      outcome.changed.push(...answer.changed);
      outcome.refused.push(...answer.refused);
    } catch (error) {
      return { ...outcome, left: ticketIds.slice(from), error };
    }
    onProgress(Math.min(ticketIds.length, from + piece.length));
  }
  return outcome;
}
