import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const FILES_MAX = 100;
const REFERENCES_READ_MAX = 60;

/** What a message needs from its ticket to be written out. */
export type ReplyTicket = {
  number: number;
  subject: string;
  mailboxId: string | null;
  contactName: string;
  organisationName: string | null;
  teamName: string | null;
  greetingZh: string;
  greetingEn: string;
  nextDueAt: Date | null;
  contactTimeZone: string | null;
};

export async function readReplyTicket(tx: Tx, ticketId: string): Promise<ReplyTicket> {
  const row = await queries(tx)
    .selectFrom("ticket as t")
    .innerJoin("contact as c", "c.id", "t.contact_id")
    .leftJoin("organisation as o", "o.id", "t.organisation_id")
    .leftJoin("team as g", "g.id", "t.team_id")
    .where("t.id", "=", ticketId)
    .select(["t.number", "t.subject", "t.mailbox_id as mailboxId", "c.name as contactName"])
    .select(["c.time_zone as contactTimeZone", "o.name as organisationName", "g.name as teamName"])
    .select(["g.greeting_zh as greetingZh", "g.greeting_en as greetingEn", "t.next_due_at as nextDueAt"])
    .executeTakeFirstOrThrow();
  return { ...row, greetingZh: row.greetingZh ?? "", greetingEn: row.greetingEn ?? "" };
}

/** Files of a message, in the order they were added. */
export function readFiles(tx: Tx, messageId: string) {
  return queries(tx)
    .selectFrom("attachment")
    .select(["id", "name", "media_type", "storage_key", "content_id", "inline"])
    .where("message_id", "=", messageId)
    .orderBy("id")
    .limit(FILES_MAX)
    .execute();
}

export type ThreadMail = { externalId: string; direction: "in" | "out" };

/** Mails of a ticket that the customer has written or got before this message, oldest first. */
export async function readThread(tx: Tx, ticketId: string, messageId: string): Promise<ThreadMail[]> {
  const rows = await queries(tx)
    .selectFrom("message")
    .select(["external_id", "direction"])
    .where("ticket_id", "=", ticketId)
    .where("id", "<>", messageId)
    .where("direction", "<>", "note")
    .where("external_id", "is not", null)
    .where((where) => where.or([where("direction", "=", "in"), where("delivered_at", "is not", null)]))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(REFERENCES_READ_MAX)
    .execute();
  return rows
    .map((row) => ({ externalId: row.external_id ?? "", direction: row.direction as ThreadMail["direction"] }))
    .toReversed();
}

/** How many messages to the customer, and how many by people, were written before this one. */
export async function countEarlier(tx: Tx, ticketId: string, messageId: string) {
  const found = await sql<{ all: number; by_people: number }>`
    select count(*) as all, count(*) filter (where author_staff_id is not null) as by_people
      from message where ticket_id = ${ticketId} and direction = 'out' and delivery_state <> 'withdrawn'
       and (created_at, id) < (select created_at, id from message where id = ${messageId})`.execute(queries(tx));
  const row = found.rows[0]!;
  return { all: row.all, byPeople: row.by_people };
}

/** Messages whose moment has passed and for which neither a job waits nor an attempt runs. */
export async function overdueMessages(tx: Tx, before: number, countMax: number): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select m.id from message m left join mail_delivery d on d.message_id = m.id
     where m.delivery_state in ('waiting', 'sending') and m.send_at < ${new Date(before)}
       and (d.lease_until is null or d.lease_until < ${new Date(before)})
       and not exists (select 1 from graphile_worker.jobs j
                        where j.key = 'deliver:' || m.id::text and j.locked_at is null)
     order by m.send_at limit ${countMax}`.execute(queries(tx));
  return found.rows.map((row) => row.id);
}
