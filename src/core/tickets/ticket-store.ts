import { sql, type Insertable, type Selectable } from "kysely";
import type { Ticket } from "../../domain/ticket/index.ts";
import { grantedTo, stageOf } from "../../domain/ticket/index.ts";
import { builtOnce, queries, sendAhead, submit, type DB } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** The columns that do not follow from events alone. */
export type TicketHead = {
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

export type NewTicketRow = Omit<TicketHead, "number" | "hash"> & { priorityReasons: readonly unknown[] };

export const headColumns = [
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

/** The newest of the messages that come with a change. */
export type LastMessage = { from: "customer" | "staff" | "system"; at: number; count: number };

export type TicketWrite = {
  ticket: Ticket;
  hash: Buffer;
  due: Due;
  now: number;
  message?: LastMessage | undefined;
};

/** The next ticket's number. One that is drawn and not used is used by nobody. */
export async function drawNumber(tx: Tx): Promise<number> {
  const [drawn] = await submit<{ number: number }>(tx, nextOf({ sequence: "ticket_number" }));
  return drawn!.number;
}

// With a value, so that it is prepared.
const nextOf = builtOnce<{ sequence: string }>(
  (_, { sequence }) => sql`select nextval(${sequence}::regclass) as number`,
);

/** Writes a new ticket. */
export async function insertTicket(tx: Tx, head: NewTicketRow & { number: number }, write: TicketWrite): Promise<void> {
  const { message } = write;
  const { openedAt } = write.ticket;
  const row = {
    id: write.ticket.id,
    number: head.number,
    subject: head.subject,
    priority_reasons: JSON.stringify(head.priorityReasons),
    channel: write.ticket.facts.channel,
    mailbox_id: head.mailboxId,
    organisation_id: head.organisationId,
    language: head.language,
    sop_version_id: head.sopVersionId,
    opened_at: new Date(openedAt),
    last_message_at: new Date(Math.max(openedAt, message?.at ?? 0)),
    last_message_from: message?.from ?? "system",
    message_count: message?.count ?? 0,
    ...columnsOf(write),
  };
  await sendAhead(tx, insertedTicket(row));
}

const insertedTicket = builtOnce<Insertable<DB["ticket"]>>((by, row) => by.insertInto("ticket").values(row));

export async function updateTicket(tx: Tx, write: TicketWrite): Promise<void> {
  const { ticket, message } = write;
  const at = message ? new Date(message.at) : null;
  const said = { message_at: at, message_from: message?.from ?? null, messages: message?.count ?? 0 };
  await sendAhead(tx, updatedTicket({ ticket_id: ticket.id, ...said, ...columnsOf(write) }));
}

type TicketUpdate = ReturnType<typeof columnsOf> & {
  ticket_id: string;
  message_at: Date | null;
  message_from: string | null;
  messages: number;
};

const updatedTicket = builtOnce<TicketUpdate>((by, { ticket_id, message_at, message_from, messages, ...columns }) =>
  by
    .updateTable("ticket")
    .set({
      ...columns,
      last_message_at: sql<Date>`greatest(last_message_at, ${message_at}::timestamptz)`,
      last_message_from: sql<string>`coalesce(${message_from}::text, last_message_from)`,
      message_count: sql<number>`message_count + ${messages}::int`,
    })
    .where("id", "=", ticket_id),
);

/** Many at once, in one query. */
export async function updateTickets(tx: Tx, writes: readonly TicketWrite[]): Promise<void> {
  const rows = writes.map((write) => ({
    id: write.ticket.id,
    ...columnsOf(write),
    event_hash: `\\x${write.hash.toString("hex")}`,
  }));
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== "id");
  await sql`
    update ticket t set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = r.${sql.ref(column)}`))}
    from jsonb_populate_recordset(null::ticket, ${JSON.stringify(rows)}::jsonb) r where t.id = r.id`.execute(
    queries(tx),
  );
}

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

const seenBy = builtOnce<{ ticketId: string }>((by, { ticketId }) =>
  by.selectFrom("ticket").select(sightColumns).where("id", "=", ticketId),
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
    event_hash: hash,
  };
}
