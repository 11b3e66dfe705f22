import { sql, type Selectable } from "kysely";
import type { Ticket } from "../../domain/ticket/index.ts";
import { grantedTo, stageOf } from "../../domain/ticket/index.ts";
import { builtOnce, heldOrWatched, queries, rowsWritten, sendAhead, submit, type DB } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** The columns that do not follow from events alone. */
export type TicketHead = {
  /** Its newest event. */
  seq: number;
  number: number;
  subject: string;
  sopVersionId: string;
  organisationId: string | null;
  language: "zh" | "en";
  mailboxId: string | null;
  hash: Buffer;
};

/** What the promises of a ticket come to. */
export type Due = {
  at: number | null;
  metric: string | null;
  lineId: string | null;
  warnAt: number | null;
  promiseState: "kept" | "at_risk" | "breached";
};

export type NewTicketRow = Omit<TicketHead, "seq" | "number" | "hash"> & { priorityReasons: readonly unknown[] };

export const headColumns = [
  "event_seq",
  "number",
  "subject",
  "sop_version_id",
  "organisation_id",
  "language",
  "mailbox_id",
  "event_hash",
] as const;

export type HeadRow = Pick<Selectable<DB["ticket"]>, (typeof headColumns)[number]>;

export const headOf = (row: HeadRow): TicketHead => ({
  seq: row.event_seq,
  number: row.number,
  subject: row.subject,
  sopVersionId: row.sop_version_id,
  organisationId: row.organisation_id,
  language: row.language as "zh" | "en",
  mailboxId: row.mailbox_id,
  hash: row.event_hash,
});

/** Holds a ticket's row until the transaction ends, so that one command at a time meets its state. */
export async function lockTicket(tx: Tx, ticketId: string): Promise<TicketHead | null> {
  const [row] = await submit<HeadRow>(tx, lockedTicket({ ticketId }));
  return row ? headOf(row) : null;
}

const lockedTicket = builtOnce<{ ticketId: string }>((by, { ticketId }) =>
  by.selectFrom("ticket").select(headColumns).where("id", "=", ticketId).forUpdate(),
);

/** A ticket's row for one change. No two can write the event after its newest. */
export async function watchTicket(tx: Tx, ticketId: string): Promise<TicketHead | null> {
  const query = heldOrWatched(lockedTicket({ ticketId }), seenTicket({ ticketId }), "ticket_event_pkey");
  const [row] = await submit<HeadRow>(tx, query);
  return row ? headOf(row) : null;
}

const seenTicket = builtOnce<{ ticketId: string }>((by, { ticketId }) =>
  by.selectFrom("ticket").select(headColumns).where("id", "=", ticketId),
);

/** The newest of the messages that come with a change. */
export type LastMessage = { from: "customer" | "staff" | "system"; at: number };

export type TicketWrite = {
  ticket: Ticket;
  hash: Buffer;
  due: Due;
  now: number;
  message?: LastMessage | undefined;
};

/** The next ticket's number. One that is drawn and not used is used by nobody. */
export async function drawNumber(tx: Tx): Promise<number> {
  const [drawn] = await submit<{ number: number }>(tx, nextOf({ sequence: "ticket_number", count: 1 }));
  return drawn!.number;
}

const nextOf = builtOnce<{ sequence: string; count: number }>(
  (_, { sequence, count }) =>
    sql`select nextval(${sequence}::regclass) as number from generate_series(1, ${count}::int)`,
  { kind: "drawn" },
);

/**
 * Writes a new ticket. One for a customer who was just looked up is written only while he stands: who was merged or erased
 * meanwhile is looked up anew.
 */
export async function insertTicket(
  tx: Tx,
  head: NewTicketRow & { number: number; isForStanding: boolean },
  write: TicketWrite,
): Promise<void> {
  const { message } = write;
  const { openedAt } = write.ticket;
  const row = {
    id: write.ticket.id,
    number: head.number,
    subject: head.subject,
    priority_reasons: head.priorityReasons,
    channel: write.ticket.facts.channel,
    mailbox_id: head.mailboxId,
    organisation_id: head.organisationId,
    language: head.language,
    sop_version_id: head.sopVersionId,
    opened_at: new Date(openedAt),
    last_message_at: new Date(Math.max(openedAt, message?.at ?? 0)),
    last_message_from: message?.from ?? "system",
    ...columnsOf(write),
  };
  await sendAhead(tx, head.isForStanding ? insertedForStanding([row]) : insertedForAny([row]));
}

/** Those that follow from a ticket's events: none is forgotten. */
const CHANGED_COLUMNS = Object.keys({
  kind: true,
  category_id: true,
  priority: true,
  tier: true,
  state: true,
  stage: true,
  team_id: true,
  assignee_id: true,
  contact_id: true,
  tags: true,
  granted_to: true,
  updated_at: true,
  solved_at: true,
  closed_at: true,
  snoozed_until: true,
  merged_into_id: true,
  next_due_at: true,
  next_due_metric: true,
  next_due_line_id: true,
  next_warn_at: true,
  promise_state: true,
  event_seq: true,
  event_hash: true,
} satisfies Record<keyof ReturnType<typeof columnsOf>, true>);

const NEW_TICKET_COLUMNS = `id, number, subject, priority_reasons, channel, mailbox_id, organisation_id, language, sop_version_id,
  opened_at, last_message_at, last_message_from, ${CHANGED_COLUMNS.join(", ")}`;

const insertedTickets = (contactId: string, overtakenBy: string | null) =>
  rowsWritten(
    (_, { rows }) => sql`
    insert into ticket (${sql.raw(NEW_TICKET_COLUMNS)})
    select ${sql.raw(NEW_TICKET_COLUMNS.replace("contact_id", contactId))} from json_populate_recordset(null::ticket, ${rows}::json) r`,
    { overtakenBy },
  );

const insertedForAny = insertedTickets("contact_id", null);

/** Whoever is merged or erased holds the row; once that is done he is found no more, and nobody has this id. */
const STANDING = `coalesce((select c.id from contact c where c.id = r.contact_id and c.merged_into_id is null and c.erased_at is null for key share),
  '00000000-0000-0000-0000-000000000000')`;
const insertedForStanding = insertedTickets(STANDING, "ticket_contact_id_fkey");

export const updateTicket = (tx: Tx, write: TicketWrite): Promise<void> => updateTickets(tx, [write]);

/** Many at once, in one statement. */
export async function updateTickets(tx: Tx, writes: readonly TicketWrite[]): Promise<void> {
  const rows = writes.map(({ message, ...write }) => ({
    id: write.ticket.id,
    last_message_at: moment(message?.at ?? null),
    last_message_from: message?.from ?? null,
    ...columnsOf(write),
  }));
  await sendAhead(tx, updatedTickets(rows));
}

const updatedTickets = rowsWritten(
  (_, { rows }) => sql`
    update ticket t set ${sql.raw(CHANGED_COLUMNS.map((column) => `${column} = r.${column}`).join(", "))},
      last_message_at = greatest(t.last_message_at, r.last_message_at),
      last_message_from = coalesce(r.last_message_from, t.last_message_from)
    from (select * from json_populate_recordset(null::ticket, ${rows}::json) order by id) r where t.id = r.id`,
);

export async function setSubject(tx: Tx, ticketId: string, subject: string): Promise<void> {
  await queries(tx).updateTable("ticket").set({ subject }).where("id", "=", ticketId).execute();
}

export async function setSopVersion(tx: Tx, ticketIds: readonly string[], sopVersionId: string): Promise<void> {
  await queries(tx)
    .updateTable("ticket")
    .set({ sop_version_id: sopVersionId })
    .where("id", "in", [...ticketIds])
    .execute();
}

export async function setPriorityReasons(tx: Tx, ticketId: string, reasons: readonly unknown[]): Promise<void> {
  await queries(tx)
    .updateTable("ticket")
    .set({ priority_reasons: JSON.stringify(reasons) })
    .where("id", "=", ticketId)
    .execute();
}

export async function setOrganisation(tx: Tx, ticketId: string, organisationId: string | null): Promise<void> {
  await queries(tx).updateTable("ticket").set({ organisation_id: organisationId }).where("id", "=", ticketId).execute();
}

export async function findTicketIdByNumber(tx: Tx, number: number): Promise<string | null> {
  const row = await queries(tx).selectFrom("ticket").select("id").where("number", "=", number).executeTakeFirst();
  return row?.id ?? null;
}

const sightColumns = ["team_id", "assignee_id", "granted_to"] as const;

const seenBy = builtOnce<{ ticketId: string }>(
  (by, { ticketId }) => by.selectFrom("ticket").select(sightColumns).where("id", "=", ticketId),
  { kind: "same" },
);

/** The facts that sight depends on; null when there is no such ticket. */
export async function sightFacts(tx: Tx, ticketId: string) {
  const [row] = await submit<Pick<Selectable<DB["ticket"]>, (typeof sightColumns)[number]>>(tx, seenBy({ ticketId }));
  return row ? { teamId: row.team_id, assigneeId: row.assignee_id, grantedTo: row.granted_to } : null;
}

const moment = (ms: number | null) => (ms === null ? null : new Date(ms));

function columnsOf({ ticket, hash, due, now }: TicketWrite) {
  return {
    kind: ticket.facts.kind,
    category_id: ticket.facts.categoryId,
    priority: ticket.facts.priority,
    tier: ticket.facts.tier,
    state: ticket.facts.state,
    stage: stageOf(ticket),
    team_id: ticket.teamId,
    assignee_id: ticket.assigneeId,
    contact_id: ticket.contactId,
    tags: [...ticket.facts.tags],
    granted_to: grantedTo(ticket),
    updated_at: new Date(now),
    solved_at: moment(ticket.solvedAt),
    closed_at: moment(ticket.closedAt),
    snoozed_until: moment(ticket.snoozedUntil),
    merged_into_id: ticket.mergedInto,
    next_due_at: moment(due.at),
    next_due_metric: due.metric,
    next_due_line_id: due.lineId,
    next_warn_at: moment(due.warnAt),
    promise_state: due.promiseState,
    event_seq: ticket.seq,
    event_hash: `\\x${hash.toString("hex")}`,
  };
}
