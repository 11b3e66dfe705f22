import type pg from "pg";
import { ticketLabel } from "../../src/domain/channel/ticket-label.ts";
import { dueOf, timersOf } from "../../src/core/tickets/change-ticket.ts";
import type { Clock } from "../../src/domain/clocks/index.ts";
import { foldTicket, stageOf, type Ticket } from "../../src/domain/ticket/index.ts";
import { chainRows } from "./chain-rows.ts";
import { binaryRows, type RowBytes, type RowWriter } from "./binary-rows.ts";
import { openTable, type TableWriter } from "./copy-stream.ts";
import { foundAgain, foundWords, type FoundWords } from "./found-words.ts";
import { RESULT_NOTICE, type StampedMessage, type StampedTicket } from "./stamp-story.ts";

const COLUMNS = {
  ticket:
    "id:uuid number:int8 subject:text kind:text category_id:text priority:text priority_reasons:json tier:text channel:text state:text stage:text team_id:uuid assignee_id:uuid contact_id:uuid organisation_id:uuid language:text sop_version_id:uuid opened_at:moment updated_at:moment last_message_at:moment last_message_from:text message_count:int4 solved_at:moment closed_at:moment next_due_at:moment next_due_metric:text next_due_line_id:text next_warn_at:moment promise_state:text event_seq:int4 event_hash:hex",
  ticket_event: "ticket_id:uuid seq:int4 at:moment actor_kind:text actor_id:text type:text body:json hash:hex",
  message:
    "id:uuid ticket_id:uuid home_ticket_id:uuid direction:text kind:text author_staff_id:uuid author_contact_id:uuid from_name:text from_address:text recipients:json subject:text text:text html:text channel:text external_id:text automatic:bool created_at:moment send_at:moment delivery_state:text delivered_at:moment",
  ticket_clocks: "ticket_id:uuid clocks:json",
  ticket_timer: "ticket_id:uuid timer_id:text clock_id:text line_id:text kind:text share:numeric fire_at:moment",
  search_entry: "id:uuid ticket_id:uuid message_id:uuid at:moment lexemes:words codes:text sender:text recipients:text",
  search_posting: "code:text at:moment entry_id:uuid",
  form_submission: "id:uuid ticket_id:uuid form_id:text content:json submitted_by:uuid created_at:moment",
  acknowledgement: "ticket_id:uuid sender:text sent_at:moment",
} as const;

type Table = keyof typeof COLUMNS;
const TABLES = Object.entries(COLUMNS).map(([table, columns]) => [table, columns.split(" ")] as const);

export type TicketTables = Record<Table, TableWriter>;
/** Rows of some tickets, by table. */
export type TicketRows = Record<Table, RowWriter>;
export type TicketBytes = Record<Table, RowBytes>;

/** @param pool of a database whose tables of tickets are empty */
export async function openTicketTables(pool: pg.Pool): Promise<TicketTables> {
  const opened = await Promise.all(
    TABLES.map(async ([table, columns]) => [table, await openTable(pool, table, columns)] as const),
  );
  return Object.fromEntries(opened) as TicketTables;
}

/** Resolves when the tables take more. */
export async function sendRows(tables: TicketTables, bytes: TicketBytes): Promise<void> {
  for (const [name, part] of Object.entries(bytes)) tables[name as Table].send(part);
  for (const table of Object.values(tables)) await table.drained();
}

/** Ends them all; answers how many rows each has. */
export async function endTables(tables: TicketTables): Promise<Record<Table, number>> {
  const ended = Object.entries(tables).map(async ([name, table]) => [name, await table.end()] as const);
  return Object.fromEntries(await Promise.all(ended)) as Record<Table, number>;
}

export const ticketRows = (): TicketRows =>
  Object.fromEntries(TABLES.map(([table, columns]) => [table, binaryRows(columns)])) as TicketRows;

export const takeBytes = (rows: TicketRows): TicketBytes =>
  Object.fromEntries(Object.entries(rows).map(([table, writer]) => [table, writer.take()])) as TicketBytes;

/** Clocks of a ticket, and by how many ms all that happened to it was later than they say. */
export type ToldClocks = { clocks: readonly Clock[]; moved: number };

export type Numbered = { number: number; sopVersionId: string; anchor: number };

/** Writes all rows of one ticket. A ticket whose clocks are `moved` is closed. */
export function writeTicket(rows: TicketRows, stamped: StampedTicket, told: ToldClocks, as: Numbered): void {
  const ticket = foldTicket(stamped.id, stamped.events);
  const chain = chainRows(stamped.id, stamped.events);
  writeHead(rows.ticket, { stamped, ticket, clocks: told.clocks, hash: chain.at(-1)!.hash, as });
  for (const { event, body, hash } of chain)
    rows.ticket_event.write([
      stamped.id,
      event.seq,
      event.at,
      event.actor.kind,
      event.actor.kind === "system" ? null : event.actor.id,
      event.body.type,
      body,
      hash,
    ]);
  for (const message of stamped.messages) writeMessage(rows, stamped, message);
  writeClocks(rows, stamped.id, told);
  for (const { timerId, clockId, lineId, kind, share, fireAt } of timersOf(ticket, told.clocks))
    rows.ticket_timer.write([stamped.id, timerId, clockId, lineId, kind, share, fireAt + told.moved]);
  for (const form of stamped.submissions)
    rows.form_submission.write([form.id, stamped.id, RESULT_NOTICE, FORM_CONTENT, form.staffId, form.at]);
  rows.acknowledgement.write([stamped.id, stamped.contact.email, stamped.events[0]!.at]);
  writeFound(rows, stamped, as.number);
}

const FORM_CONTENT = JSON.stringify({ cause: "驱动版本过旧", measures: "已远程升级", prevention: "本月统一升级" });

type Head = { stamped: StampedTicket; ticket: Ticket; clocks: readonly Clock[]; hash: string; as: Numbered };

function writeHead(head: RowWriter, { stamped, ticket, clocks, hash, as }: Head): void {
  const due = dueOf(ticket, clocks, as.anchor);
  const last = stamped.messages.at(-1)!;
  const from = last.direction === "in" ? "customer" : last.staffId ? "staff" : "system";
  const { facts } = ticket;
  head.write([
    stamped.id,
    as.number,
    stamped.words.subject,
    facts.kind,
    facts.categoryId,
    facts.priority,
    "[]",
    facts.tier,
    facts.channel,
    facts.state,
    stageOf(ticket),
    ticket.teamId,
    ticket.assigneeId,
    ticket.contactId,
    stamped.contact.organisation?.id ?? null,
    "zh",
    as.sopVersionId,
    ticket.openedAt,
    stamped.events.at(-1)!.at,
    last.at,
    from,
    stamped.messages.length,
    ticket.solvedAt,
    ticket.closedAt,
    due.at,
    due.metric,
    due.lineId,
    due.warnAt,
    due.promiseState,
    ticket.seq,
    hash,
  ]);
}

const subjectOf = ({ direction }: StampedMessage, subject: string) =>
  direction === "out" ? `Re: ${subject}` : subject;

function writeMessage(rows: TicketRows, stamped: StampedTicket, message: StampedMessage): void {
  const isOut = message.direction === "out";
  rows.message.write([
    message.id,
    stamped.id,
    stamped.id,
    message.direction,
    message.kind,
    message.staffId,
    message.contactId,
    message.fromName,
    message.fromAddress,
    `{"to":["${message.to}"],"cc":[]}`,
    subjectOf(message, stamped.words.subject),
    message.text,
    message.staffId ? `<p>${message.text}</p>` : null,
    isOut ? "email" : stamped.plan.channel,
    isOut || stamped.plan.channel === "email" ? `<${message.id}@bench.example>` : null,
    isOut && message.staffId === null,
    message.at,
    isOut ? message.at : null,
    isOut ? "sent" : "none",
    isOut ? message.at : null,
  ]);
}

const later = (at: number | null, ms: number) => (at === null ? null : at + ms);

/** In the order of `clockList` (src/core/tickets/clock-store.ts). */
function writeClocks(rows: TicketRows, ticketId: string, { clocks, moved }: ToldClocks): void {
  const lists = clocks.map(({ id, metric, state, targetMs, startedAt, dueAt, stoppedAt, breachedAt }) => [
    id,
    metric,
    state,
    targetMs,
    startedAt + moved,
    later(dueAt, moved),
    later(stoppedAt, moved),
    later(breachedAt, moved),
  ]);
  rows.ticket_clocks.write([ticketId, JSON.stringify(lists)]);
}

/** What the search would have written: the head and each message (src/features/search/index-store.ts). */
function writeFound(rows: TicketRows, stamped: StampedTicket, number: number): void {
  const { id, contact, words } = stamped;
  const texts = [ticketLabel(number), words.subject, contact.name, contact.organisation?.name ?? ""];
  const found = foundWords(texts, [contact.email, `+86${contact.phone}`]);
  writeEntry(rows, { id, ticketId: id, messageId: null, at: stamped.events[0]!.at, found, sender: "", recipients: "" });
  for (const message of stamped.messages) {
    const isIn = message.direction === "in";
    const said = [subjectOf(message, words.subject), message.text, message.fromName];
    writeEntry(rows, {
      id: message.id,
      ticketId: id,
      messageId: message.id,
      at: message.at,
      found: isIn ? foundWords(said, [message.fromAddress]) : foundAgain(said),
      sender: `${message.fromName} ${message.fromAddress}`.toLowerCase(),
      recipients: message.to.toLowerCase(),
    });
  }
}

type Entry = {
  id: string;
  ticketId: string;
  messageId: string | null;
  at: number;
  found: FoundWords;
  sender: string;
  recipients: string;
};

function writeEntry(rows: TicketRows, entry: Entry): void {
  const { id, at, found } = entry;
  const { sender, recipients } = entry;
  rows.search_entry.write([id, entry.ticketId, entry.messageId, at, found.lexemes, found.codes, sender, recipients]);
  for (const code of found.codes.split(" ")) if (code !== "") rows.search_posting.write([code, at, id]);
}
