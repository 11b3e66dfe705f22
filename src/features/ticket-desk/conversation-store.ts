import { sql } from "kysely";
import type { RefusedRecipient } from "../../domain/channel/outgoing-message.ts";
import { builtOnce, queries, submit } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type MessageRecord = {
  id: string;
  direction: string;
  kind: string;
  author_staff_id: string | null;
  author_contact_id: string | null;
  staff_name: string | null;
  contact_name: string | null;
  from_name: string;
  from_address: string;
  recipients: { to: string[]; cc: string[] };
  subject: string;
  text: string;
  html: string | null;
  quoted_text: string | null;
  quoted_html: string | null;
  created_at: Date;
  send_at: Date | null;
  delivery_state: string;
  delivery_detail: string | null;
  refused_recipients: RefusedRecipient[];
  automatic: boolean;
  unreadable: boolean;
  sender_verified: string;
  raw_mail_id: string | null;
  home_ticket_id: string;
  /** For the cursor: the moment with every digit that the database keeps. */
  place: string;
};

export type MessagePlace = { at: string; id: string };

/** A mail in a colleague's name that nothing proves is as doubtful as one that its domain denies. */
const SENDER_VERIFIED = sql`case when m.direction = 'in' and m.channel = 'email' and m.sender_verified = 'none'
  and exists (select 1 from staff_member l where lower(l.email) = lower(m.from_address)) then 'fail'
  else m.sender_verified end`;

/** Messages of a ticket, newest first, before a place. */
export async function readMessages(
  tx: Tx,
  ticketId: string,
  page: { before: MessagePlace | null; rowsMax: number },
): Promise<MessageRecord[]> {
  const before = page.before
    ? sql`and (m.created_at, m.id) < (${page.before.at}::timestamptz, ${page.before.id}::uuid)`
    : sql``;
  const found = await sql<MessageRecord>`
    select m.id, m.direction, m.kind, m.author_staff_id, m.author_contact_id, s.name as staff_name,
           c.name as contact_name, m.from_name, m.from_address, m.recipients, m.subject, m.text, m.html, m.quoted_text,
           m.quoted_html, m.created_at, m.send_at, m.delivery_state, m.delivery_detail, m.refused_recipients, m.automatic, m.unreadable,
           ${SENDER_VERIFIED} as sender_verified, m.raw_mail_id, m.home_ticket_id, m.created_at::text as place
      from message m
      left join staff_member s on s.id = m.author_staff_id
      left join contact c on c.id = m.author_contact_id
     where m.ticket_id = ${ticketId} ${before}
     order by m.created_at desc, m.id desc limit ${page.rowsMax}`.execute(queries(tx));
  return found.rows;
}

export type Correspondence = {
  subject: string;
  language: "zh" | "en";
  contactId: string;
  /** The contact's addresses that still deliver, the primary one first. */
  emails: string[];
};

/** What a reply starts from. */
export async function readCorrespondence(tx: Tx, ticketId: string): Promise<Correspondence | null> {
  type Row = { subject: string; language: "zh" | "en"; contact_id: string; emails: string[] };
  const [row] = await submit<Row>(tx, correspondence({ ticketId }));
  return row ? { subject: row.subject, language: row.language, contactId: row.contact_id, emails: row.emails } : null;
}

const correspondence = builtOnce<{ ticketId: string }>(
  (_, { ticketId }) => sql`
    select t.subject, t.language, t.contact_id, array(
      select a.value from contact_address a where a.contact_id = t.contact_id and a.kind = 'email'
       order by a.undeliverable_at is not null, a.is_primary desc, a.value) as emails
      from ticket t where t.id = ${ticketId}`,
  { kind: "same" },
);

/** The version of the procedure that a ticket runs under; null when there is no such ticket. */
export async function readSopVersion(tx: Tx, ticketId: string): Promise<string | null> {
  const row = await queries(tx)
    .selectFrom("ticket")
    .select("sop_version_id")
    .where("id", "=", ticketId)
    .executeTakeFirst();
  return row?.sop_version_id ?? null;
}

/** Where the raw file of a message's mail is, and on which ticket the message stands now. */
export async function findRawMail(
  tx: Tx,
  messageId: string,
): Promise<{ ticketId: string; rawMailId: string | null } | null> {
  const row = await queries(tx)
    .selectFrom("message")
    .select(["ticket_id", "raw_mail_id"])
    .where("id", "=", messageId)
    .executeTakeFirst();
  return row ? { ticketId: row.ticket_id, rawMailId: row.raw_mail_id } : null;
}

export async function defaultTeamId(tx: Tx): Promise<string> {
  const row = await queries(tx).selectFrom("team").select("id").where("is_default", "=", true).executeTakeFirst();
  if (!row) throw new Error("there is no default team");
  return row.id;
}
