import { sql } from "kysely";
import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import { indexTexts } from "../../domain/search/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { addPostings, removePostings, type EntryCodes } from "./code-store.ts";
import { lockIndex } from "./dirty-store.ts";

const TEXT_CHARS_MAX = 100_000;
const SENDER_CHARS_MAX = 900;
const RECIPIENTS_CHARS_MAX = 40_000;

type Entry = {
  id: string;
  ticketId: string;
  messageId: string | null;
  at: Date;
  texts: readonly string[];
  /** Of the person: who may not see them in clear finds by the whole of one alone. */
  addresses: readonly string[];
  sender: string;
  recipients: string;
  /** As it stands in the index; null: not yet. */
  before: { at: Date; codes: string } | null;
};

/**
 * Brings what can be found of some tickets up to date: their heads, messages that came, went or moved here by a merge.
 * Running it twice changes nothing. One transaction at a time does it.
 * @param of `fresh` false: messages that stand in the index are taken as they are
 */
export async function indexTickets(tx: Tx, of: readonly { ticketId: string; fresh: boolean }[]): Promise<void> {
  if (of.length === 0) return;
  const ticketIds = of.map(({ ticketId }) => ticketId);
  await lockIndex(tx);
  const heads = await readHeads(tx, ticketIds);
  // What has no head in the index yet has nothing in it.
  await removeGone(
    tx,
    heads.flatMap(({ id, before }) => (before ? [id] : [])),
  );
  const fresh = new Set(of.filter((one) => one.fresh).map(({ ticketId }) => ticketId));
  await writeEntries(tx, [...heads, ...(await readMessages(tx, ticketIds, [...fresh]))], fresh);
}

/** Takes away what stands in the index of messages that went, or moved elsewhere. */
async function removeGone(tx: Tx, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return;
  const gone = await sql<EntryCodes>`
    select e.id, e.at, e.codes from search_entry e where e.ticket_id = any(${ticketIds}::uuid[]) and e.message_id is not null and not exists (
      select from message m where m.id = e.message_id and m.ticket_id = e.ticket_id and m.delivery_state <> 'withdrawn')
     order by e.id for update`.execute(queries(tx));
  if (gone.rows.length > 0)
    await sql`delete from search_entry where id = any(${gone.rows.map(({ id }) => id)}::uuid[])`.execute(queries(tx));
  await removePostings(tx, gone.rows);
}

async function readHeads(tx: Tx, ticketIds: readonly string[]): Promise<Entry[]> {
  const found = await sql<{
    id: string;
    number: number;
    subject: string;
    tags: string[];
    opened_at: Date;
    contact: string;
    organisation: string | null;
    addresses: string[];
    at_before: Date | null;
    codes_before: string | null;
  }>`
    select t.id, t.number, t.subject, t.tags, t.opened_at, c.name as contact, o.name as organisation,
           array(select a.value from contact_address a where a.contact_id = c.id) as addresses,
           e.at as at_before, e.codes as codes_before
      from ticket t join contact c on c.id = t.contact_id left join organisation o on o.id = t.organisation_id
      left join search_entry e on e.id = t.id
     where t.id = any(${[...ticketIds]}::uuid[])`.execute(queries(tx));
  return found.rows.map((row) => ({
    id: row.id,
    ticketId: row.id,
    messageId: null,
    at: row.opened_at,
    texts: [ticketLabel(row.number), row.subject, ...row.tags, row.contact, row.organisation ?? ""],
    addresses: row.addresses,
    sender: "",
    recipients: "",
    before: beforeOf(row),
  }));
}

async function readMessages(tx: Tx, ticketIds: readonly string[], fresh: readonly string[]): Promise<Entry[]> {
  const found = await sql<{
    id: string;
    ticket_id: string;
    subject: string;
    text: string;
    from_name: string;
    from_address: string;
    recipients: { to?: string[]; cc?: string[] };
    created_at: Date;
    direction: string;
    files: string[];
    at_before: Date | null;
    codes_before: string | null;
  }>`
    select m.id, m.ticket_id, m.direction, m.subject, left(m.text, ${TEXT_CHARS_MAX}) as text, m.from_name, m.from_address, m.recipients,
           m.created_at, array(select f.name from attachment f where f.message_id = m.id) as files,
           b.at as at_before, b.codes as codes_before
      from message m left join search_entry b on b.id = m.id
     where m.ticket_id = any(${[...ticketIds]}::uuid[]) and m.delivery_state <> 'withdrawn'
       and (b.ticket_id is distinct from m.ticket_id or m.ticket_id = any(${[...fresh]}::uuid[]))`.execute(queries(tx));
  return found.rows.map((row) => {
    const recipients = [...(row.recipients.to ?? []), ...(row.recipients.cc ?? [])].join(" ");
    return {
      id: row.id,
      ticketId: row.ticket_id,
      messageId: row.id,
      at: row.created_at,
      texts: [row.subject, row.text, ...(isAddress(row.from_name) ? [] : [row.from_name]), ...row.files],
      addresses: row.direction === "in" ? [row.from_address, row.from_name].filter(isAddress) : [],
      sender: `${row.from_name} ${row.from_address}`.toLowerCase().slice(0, SENDER_CHARS_MAX),
      recipients: recipients.toLowerCase().slice(0, RECIPIENTS_CHARS_MAX),
      before: beforeOf(row),
    };
  });
}

const isAddress = (text: string) => text.includes("@");

const beforeOf = ({ at_before: at, codes_before: codes }: { at_before: Date | null; codes_before: string | null }) =>
  at && codes !== null ? { at, codes } : null;

async function writeEntries(tx: Tx, entries: readonly Entry[], fresh: ReadonlySet<string>): Promise<void> {
  const rows = entries.map((entry) => ({ ...entry, ...indexTexts(entry.texts, entry.addresses) }));
  if (rows.length === 0) return;
  const of = <T>(column: (row: (typeof rows)[number]) => T) => rows.map(column);
  // Lists of columns, and lexemes as one text, which hold no blanks: PostgreSQL reads them in two thirds of the time of JSON.
  await sql`
    insert into search_entry as e (id, ticket_id, message_id, at, lexemes, codes, sender, recipients)
    select id, ticket_id, message_id, at, array_to_tsvector(string_to_array(lexemes, ' ')), codes, sender, recipients
      from unnest(${of(({ id }) => id)}::uuid[], ${of(({ ticketId }) => ticketId)}::uuid[],
             ${of(({ messageId }) => messageId)}::uuid[], ${of(({ at }) => at.toISOString())}::timestamptz[],
             ${of(({ lexemes }) => lexemes.join(" "))}::text[], ${of(({ codes }) => codes)}::text[],
             ${of(({ sender }) => sender)}::text[], ${of(({ recipients }) => recipients)}::text[])
           as r (id, ticket_id, message_id, at, lexemes, codes, sender, recipients)
     order by id
    on conflict (id) do update set ticket_id = excluded.ticket_id, at = excluded.at, lexemes = excluded.lexemes,
      codes = excluded.codes, sender = excluded.sender, recipients = excluded.recipients
    where (e.ticket_id, e.at, e.lexemes, e.codes, e.sender, e.recipients) is distinct from
      (excluded.ticket_id, excluded.at, excluded.lexemes, excluded.codes, excluded.sender, excluded.recipients)`.execute(
    queries(tx),
  );
  await removePostings(
    tx,
    rows.flatMap(({ id, at, codes, before }) =>
      before ? [{ id, at: before.at, codes: without(before.codes, isSame(before.at, at) ? codes : "") }] : [],
    ),
  );
  // What an earlier version wrote stands in no posting yet: what is written afresh is added whole.
  await addPostings(
    tx,
    rows.map(({ id, at, codes, before, ticketId }) => ({
      id,
      at,
      codes: before && isSame(before.at, at) && !fresh.has(ticketId) ? without(codes, before.codes) : codes,
    })),
  );
}

const isSame = (one: Date, other: Date) => one.getTime() === other.getTime();

function without(codes: string, others: string): string {
  const known = new Set(others.split(" "));
  return codes
    .split(" ")
    .filter((code) => !known.has(code))
    .join(" ");
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
