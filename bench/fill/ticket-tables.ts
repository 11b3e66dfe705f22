import type pg from "pg";
import { ticketLabel } from "../../src/domain/channel/ticket-label.ts";
import { dueOf, timersOf } from "../../src/core/tickets/change-ticket.ts";
import { clockList } from "../../src/core/tickets/clock-store.ts";
import type { Clock } from "../../src/domain/clocks/index.ts";
import { foldTicket, stageOf, type Ticket } from "../../src/domain/ticket/index.ts";
import { chainRows } from "./chain-rows.ts";
import { openTable, type TableWriter } from "./copy-stream.ts";
import { foundWords } from "./found-words.ts";
import { momentText } from "./moment-text.ts";
import { RESULT_NOTICE, type StampedMessage, type StampedTicket } from "./stamp-story.ts";

const COLUMNS = {
  ticket:
    "id number subject kind category_id priority priority_reasons tier channel state stage team_id assignee_id contact_id organisation_id language sop_version_id opened_at updated_at last_message_at last_message_from message_count solved_at closed_at next_due_at next_due_metric next_due_line_id next_warn_at promise_state event_seq event_hash",
  ticket_event: "ticket_id seq at actor_kind actor_id type body hash",
  message:
    "id ticket_id home_ticket_id direction kind author_staff_id author_contact_id from_name from_address recipients subject text html channel external_id automatic created_at send_at delivery_state delivered_at",
  ticket_clocks: "ticket_id clocks",
  ticket_timer: "ticket_id timer_id clock_id line_id kind share fire_at",
  search_entry: "id ticket_id message_id at lexemes codes sender recipients",
  search_posting: "code at entry_id",
  form_submission: "id ticket_id form_id content submitted_by created_at",
  acknowledgement: "ticket_id sender sent_at",
} as const;

type Table = keyof typeof COLUMNS;
export type TicketTables = Record<Table, TableWriter>;

export async function openTicketTables(pool: pg.Pool): Promise<TicketTables> {
  const opened = await Promise.all(
    Object.entries(COLUMNS).map(async ([table, columns]) => [table, await openTable(pool, table, columns.split(" "))]),
  );
  return Object.fromEntries(opened) as TicketTables;
}

export type Numbered = { number: number; sopVersionId: string; anchor: number };

/** Writes all rows of one ticket. */
export function writeTicket(
  tables: TicketTables,
  stamped: StampedTicket,
  clocks: readonly Clock[],
  as: Numbered,
): void {
  const ticket = foldTicket(stamped.id, stamped.events);
  const chain = chainRows(stamped.id, stamped.events);
  writeHead(tables.ticket, { stamped, ticket, clocks, hash: bytes(chain.at(-1)!.hash), as });
  for (const { event, body, hash } of chain)
    tables.ticket_event.write([
      stamped.id,
      event.seq,
      momentText(event.at),
      event.actor.kind,
      event.actor.kind === "system" ? null : event.actor.id,
      event.body.type,
      body,
      bytes(hash),
    ]);
  for (const message of stamped.messages) writeMessage(tables, stamped, message);
  writeClocks(tables, stamped.id, clocks);
  for (const timer of timersOf(ticket, clocks))
    tables.ticket_timer.write([
      stamped.id,
      timer.timerId,
      timer.clockId,
      timer.lineId,
      timer.kind,
      timer.share,
      momentText(timer.fireAt),
    ]);
  for (const form of stamped.submissions)
    tables.form_submission.write([form.id, stamped.id, RESULT_NOTICE, FORM_CONTENT, form.staffId, momentText(form.at)]);
  tables.acknowledgement.write([stamped.id, stamped.contact.email, momentText(stamped.events[0]!.at)]);
  writeFound(tables, stamped, as.number);
}

const FORM_CONTENT = { cause: "驱动版本过旧", measures: "已远程升级", prevention: "本月统一升级" };

const moment = (ms: number | null) => (ms === null ? null : momentText(ms));
/** Of hex digits, as a bytea. */
const bytes = (hex: string) => `\\x${hex}`;

type Head = { stamped: StampedTicket; ticket: Ticket; clocks: readonly Clock[]; hash: string; as: Numbered };

function writeHead(table: TableWriter, { stamped, ticket, clocks, hash, as }: Head): void {
  const due = dueOf(ticket, clocks, as.anchor);
  const last = stamped.messages.at(-1)!;
  const from = last.direction === "in" ? "customer" : last.staffId ? "staff" : "system";
  const { facts } = ticket;
  table.write([
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
    momentText(ticket.openedAt),
    momentText(stamped.events.at(-1)!.at),
    momentText(last.at),
    from,
    stamped.messages.length,
    moment(ticket.solvedAt),
    moment(ticket.closedAt),
    moment(due.at),
    due.metric,
    due.lineId,
    moment(due.warnAt),
    due.promiseState,
    ticket.seq,
    hash,
  ]);
}

const subjectOf = ({ direction }: StampedMessage, subject: string) =>
  direction === "out" ? `Re: ${subject}` : subject;

function writeMessage(tables: TicketTables, stamped: StampedTicket, message: StampedMessage): void {
  const at = momentText(message.at);
  const isOut = message.direction === "out";
  tables.message.write([
    message.id,
    stamped.id,
    stamped.id,
    message.direction,
    message.kind,
    message.staffId,
    message.contactId,
    message.fromName,
    message.fromAddress,
    { to: [message.to], cc: [] },
    subjectOf(message, stamped.words.subject),
    message.text,
    message.staffId ? `<p>${message.text}</p>` : null,
    isOut ? "email" : stamped.plan.channel,
    isOut || stamped.plan.channel === "email" ? `<${message.id}@bench.example>` : null,
    isOut && message.staffId === null,
    at,
    isOut ? at : null,
    isOut ? "sent" : "none",
    isOut ? at : null,
  ]);
}

function writeClocks(tables: TicketTables, ticketId: string, clocks: readonly Clock[]): void {
  tables.ticket_clocks.write([ticketId, JSON.stringify(clocks.map(clockList))]);
}

/** What the search would have written: the head and each message (src/features/search/index-store.ts). */
function writeFound(tables: TicketTables, stamped: StampedTicket, number: number): void {
  const { contact, words } = stamped;
  const head = [ticketLabel(number), words.subject, contact.name, contact.organisation?.name ?? ""];
  writeEntry(tables, stamped.id, {
    id: stamped.id,
    messageId: null,
    at: stamped.events[0]!.at,
    texts: head,
    addresses: [contact.email, `+86${contact.phone}`],
    sender: "",
    recipients: "",
  });
  for (const message of stamped.messages)
    writeEntry(tables, stamped.id, {
      id: message.id,
      messageId: message.id,
      at: message.at,
      texts: [subjectOf(message, words.subject), message.text, message.fromName],
      addresses: message.direction === "in" ? [message.fromAddress] : [],
      sender: `${message.fromName} ${message.fromAddress}`.toLowerCase(),
      recipients: message.to.toLowerCase(),
    });
}

type Entry = {
  id: string;
  messageId: string | null;
  at: number;
  texts: string[];
  addresses: string[];
  sender: string;
  recipients: string;
};

function writeEntry(tables: TicketTables, ticketId: string, entry: Entry): void {
  const { lexemes, codes } = foundWords(entry.texts, entry.addresses);
  const at = momentText(entry.at);
  tables.search_entry.write([entry.id, ticketId, entry.messageId, at, lexemes, codes, entry.sender, entry.recipients]);
  for (const code of codes.split(" ")) if (code !== "") tables.search_posting.write([code, at, entry.id]);
}
