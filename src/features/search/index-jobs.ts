import type { TicketChange, TicketSubscriber } from "../../core/tickets/index.ts";
import type { TicketEventType } from "../../domain/ticket/index.ts";
import { addJob, type JobHandlers } from "../../platform/jobs/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import { noteDirty, type Dirty } from "./dirty-store.ts";
import { indexTickets, ticketsAfter } from "./index-store.ts";

const INDEX_TICKET_JOB = "index_ticket";
export const REINDEX_SEARCH_JOB = "reindex_search";
const TICKETS_PER_JOB = 200;

/** What changes what can be found. */
const FINDABLE: ReadonlySet<TicketEventType> = new Set<TicketEventType>([
  "opened",
  "subject_changed",
  "contact_changed",
  "contact_erased",
  "customer_message",
  "message_sent",
  "message_withdrawn",
  "note_added",
  "merged_into",
  "merged_from",
  "unmerged",
  "split_off",
  "facts_changed",
]);

const isFindable = (change: TicketChange) =>
  change.events.some(({ body }) => (body.type === "facts_changed" ? body.changes.tags : FINDABLE.has(body.type)));

/**
 * Notes in the transaction that changes a ticket that the index is behind: what is committed will be found, moments later, and
 * taking in a mail does not wait for the cutting of words.
 */
export const followTickets: TicketSubscriber = async (tx, change) => {
  if (!isFindable(change)) return;
  // A merge moves messages that stand in the index already; an erasure changes what they say.
  const fresh = change.events.some(({ body }) => body.type === "contact_erased");
  await noteDirty(tx, { ticketId: change.ticket.id, fresh });
};

export type ReindexScope = { contactIds?: readonly string[]; organisationId?: string };

/** Indexes anew: all tickets, or those of some customers after a change of their names or addresses. */
export const reindex = (tx: Tx, scope: ReindexScope = {}): Promise<void> =>
  addJob(tx, REINDEX_SEARCH_JOB, { ...scope, after: null });

/**
 * `reindex_search` { after?, contactIds?, organisationId? }, batch after batch; `index_ticket` { ticketId, fresh } where an
 * earlier version has left some.
 */
export const indexJobs = (db: Database): JobHandlers => ({
  [INDEX_TICKET_JOB]: (payload) => noteDirty(db.reading, payload as Dirty),
  [REINDEX_SEARCH_JOB]: async (payload) => {
    const { after = null, ...scope } = (payload ?? {}) as ReindexScope & { after?: string | null };
    const ids = await ticketsAfter(db.reading, after, { ...scope, limit: TICKETS_PER_JOB });
    const fresh = !scope.contactIds && !scope.organisationId;
    for (const ticketId of ids) await db.inTransaction((tx) => indexTickets(tx, [{ ticketId, fresh }]));
    const last = ids.at(-1);
    if (ids.length < TICKETS_PER_JOB || !last) return;
    await db.inTransaction((tx) => addJob(tx, REINDEX_SEARCH_JOB, { ...scope, after: last }));
  },
});
