import { sql } from "kysely";
import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import { indexTexts } from "../../domain/search/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const TEXT_CHARS_MAX = 100_000;
const SENDER_CHARS_MAX = 900;
const RECIPIENTS_CHARS_MAX = 40_000;

type Entry = {
  id: string;
  ticketId: string;
  messageId: string | null;
  at: Date;
  texts: readonly string[];
  sender: string;
  recipients: string;
};

/**
 * Brings what can be found of a ticket up to date: its head, messages that came, went or moved here by a merge. Running
 * it twice changes nothing.
 * @param fresh false: messages that stand in the index are taken as they are
 */
export async function indexTicket(tx: Tx, ticketId: string, fresh: boolean): Promise<void> {
  const head = await readHead(tx, ticketId);
  if (!head) return;
  await writeEntry(tx, head);
  await sql`delete from search_entry e where e.ticket_id = ${ticketId} and e.message_id is not null and not exists (
      select from message m where m.id = e.message_id and m.ticket_id = e.ticket_id and m.delivery_state <> 'withdrawn')`.execute(
    queries(tx),
  );
  for (const message of await readMessages(tx, ticketId, fresh)) await writeEntry(tx, message);
}

async function readHead(tx: Tx, ticketId: string): Promise<Entry | null> {
  const found = await sql<{
    number: number;
    subject: string;
    tags: string[];
    opened_at: Date;
    contact: string;
    organisation: string | null;
    addresses: string[];
  }>`
    select t.number, t.subject, t.tags, t.opened_at, c.name as contact, o.name as organisation,
           array(select a.value from contact_address a where a.contact_id = c.id) as addresses
      from ticket t join contact c on c.id = t.contact_id left join organisation o on o.id = t.organisation_id
     where t.id = ${ticketId}`.execute(queries(tx));
  const row = found.rows[0];
  if (!row) return null;
  return {
    id: ticketId,
    ticketId,
    messageId: null,
    at: row.opened_at,
    texts: [
      ticketLabel(row.number),
      String(row.number),
      row.subject,
      ...row.tags,
      row.contact,
      row.organisation ?? "",
      ...row.addresses,
    ],
    sender: "",
    recipients: "",
  };
}

async function readMessages(tx: Tx, ticketId: string, fresh: boolean): Promise<Entry[]> {
  const known = fresh
    ? sql`false`
    : sql`exists (select from search_entry e where e.id = m.id and e.ticket_id = m.ticket_id)`;
  const found = await sql<{
    id: string;
    subject: string;
    text: string;
    from_name: string;
    from_address: string;
    recipients: { to?: string[]; cc?: string[] };
    created_at: Date;
    files: string[];
  }>`
    select m.id, m.subject, left(m.text, ${TEXT_CHARS_MAX}) as text, m.from_name, m.from_address, m.recipients, m.created_at,
           array(select f.name from attachment f where f.message_id = m.id) as files
      from message m
     where m.ticket_id = ${ticketId} and m.delivery_state <> 'withdrawn' and not ${known}
     order by m.created_at`.execute(queries(tx));
  return found.rows.map((row) => {
    const recipients = [...(row.recipients.to ?? []), ...(row.recipients.cc ?? [])].join(" ");
    return {
      id: row.id,
      ticketId,
      messageId: row.id,
      at: row.created_at,
      texts: [row.subject, row.text, row.from_name, row.from_address, ...row.files],
      sender: `${row.from_name} ${row.from_address}`.toLowerCase().slice(0, SENDER_CHARS_MAX),
      recipients: recipients.toLowerCase().slice(0, RECIPIENTS_CHARS_MAX),
    };
  });
}

async function writeEntry(tx: Tx, entry: Entry): Promise<void> {
  const { lexemes, codes } = indexTexts(entry.texts);
  await sql`
    insert into search_entry (id, ticket_id, message_id, at, lexemes, codes, sender, recipients)
    values (${entry.id}, ${entry.ticketId}, ${entry.messageId}, ${entry.at}, array_to_tsvector(${lexemes}::text[]), ${codes},
            ${entry.sender}, ${entry.recipients})
    on conflict (id) do update set ticket_id = excluded.ticket_id, at = excluded.at, lexemes = excluded.lexemes,
      codes = excluded.codes, sender = excluded.sender, recipients = excluded.recipients`.execute(queries(tx));
}

/** The next tickets in the order of their ids, to walk over all, or over those of a customer. */
export async function ticketsAfter(
  tx: Tx,
  after: string | null,
  which: { contactIds?: readonly string[] | undefined; organisationId?: string | undefined; limit: number },
): Promise<string[]> {
  let query = queries(tx).selectFrom("ticket").select("id").orderBy("id").limit(which.limit);
  if (after) query = query.where("id", ">", after);
  if (which.contactIds) query = query.where("contact_id", "in", [...which.contactIds]);
  if (which.organisationId) query = query.where("organisation_id", "=", which.organisationId);
  return (await query.execute()).map((row) => row.id);
}
