import { sql, type Selectable } from "kysely";
import type { TicketState } from "../../domain/ticket/index.ts";
import { builtOnce, queries, rowsWritten, sendAhead, submit, type DB } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const MERGERS_FOLLOWED_MAX = 50;

export type KnownMail = {
  id: string;
  ticketId: string;
  direction: "in" | "out" | "note";
  fromAddress: string;
  text: string;
};

/** The message of the nearest Message-ID that stands here. */
export async function findMail(tx: Tx, externalIds: readonly string[]): Promise<KnownMail | null> {
  if (externalIds.length === 0) return null;
  const rows = await submit<KnownRow>(tx, knownMails({ externalIds: [...externalIds] }));
  const row = externalIds
    .map((externalId) => rows.find((candidate) => candidate.external_id === externalId))
    .find((found) => found !== undefined);
  if (!row) return null;
  const direction = row.direction as KnownMail["direction"];
  return { id: row.id, ticketId: row.ticket_id, direction, fromAddress: row.from_address, text: row.text };
}

const knownColumns = ["id", "ticket_id", "external_id", "direction", "from_address", "text"] as const;
type KnownRow = Pick<Selectable<DB["message"]>, (typeof knownColumns)[number]>;

const knownMails = builtOnce<{ externalIds: string[] }>((by, { externalIds }) =>
  by
    .selectFrom("message")
    .select(knownColumns)
    .where(sql<boolean>`external_id = any(${externalIds}::text[])`),
);

export type StandingTicket = {
  id: string;
  facts: { state: TicketState };
  closedAt: number | null;
  /** Its newest event. */
  changedAt: number;
};

/** A ticket, or the one that it was merged into, held until the transaction ends; null when there is none. */
export async function lockStanding(tx: Tx, ticketId: string): Promise<StandingTicket | null> {
  let id = ticketId;
  for (let step = 0; step < MERGERS_FOLLOWED_MAX; step++) {
    const [row] = await submit<StandingRow>(tx, heldTicket({ id }));
    if (!row) return null;
    if (row.merged_into_id === null)
      return {
        id: row.id,
        facts: { state: row.state as TicketState },
        closedAt: row.closed_at?.getTime() ?? null,
        changedAt: row.updated_at.getTime(),
      };
    id = row.merged_into_id;
  }
  return null;
}

const standingColumns = ["id", "state", "closed_at", "updated_at", "merged_into_id"] as const;
type StandingRow = Pick<Selectable<DB["ticket"]>, (typeof standingColumns)[number]>;

const heldTicket = builtOnce<{ id: string }>((by, { id }) =>
  by.selectFrom("ticket").select(standingColumns).where("id", "=", id).forUpdate(),
);

/** Whether this address has a part in a ticket: its contact, a writer on it, or somebody who was written to. */
export async function isParticipant(tx: Tx, ticketId: string, address: string): Promise<boolean> {
  const found = await sql<{ yes: boolean }>`
    select exists (
        select 1 from ticket t join contact_address a on a.contact_id = t.contact_id
         where t.id = ${ticketId} and a.kind = 'email' and a.value = ${address}
      ) or exists (
        select 1 from message m where m.ticket_id = ${ticketId} and m.direction = 'in' and lower(m.from_address) = ${address}
      ) or exists (
        select 1 from message m, jsonb_array_elements_text((m.recipients -> 'to') || (m.recipients -> 'cc')) r
         where m.ticket_id = ${ticketId} and m.direction <> 'note' and lower(r) = ${address}
      ) as yes`.execute(queries(tx));
  return found.rows[0]!.yes;
}

/** Whether a mail that came in on this ticket went to one of these addresses too, which nobody wrote from. */
export async function wroteToAny(tx: Tx, ticketId: string, addresses: readonly string[]): Promise<boolean> {
  const found = await sql<{ yes: boolean }>`
    select exists (
      select 1 from message m, jsonb_array_elements_text((m.recipients -> 'to') || (m.recipients -> 'cc')) r
       where m.ticket_id = ${ticketId} and m.direction = 'in' and lower(r) = any(${[...addresses]}::text[])
         and not exists (select 1 from message w
                          where w.ticket_id = m.ticket_id and w.direction = 'in' and lower(w.from_address) = lower(r))
         and not exists (select 1 from ticket t join contact_address a on a.contact_id = t.contact_id
                          where t.id = m.ticket_id and a.kind = 'email' and a.value = lower(r))
    ) as yes`.execute(queries(tx));
  return found.rows[0]!.yes;
}

/** The newest message to that address on a ticket; for a bounce that names no Message-ID. */
export async function newestSentTo(tx: Tx, ticketId: string, address: string): Promise<string | null> {
  const found = await sql<{ id: string }>`
    select m.id from message m
     where m.ticket_id = ${ticketId} and m.direction = 'out' and m.delivery_state in ('sending', 'sent')
       and exists (select 1 from jsonb_array_elements_text((m.recipients -> 'to') || (m.recipients -> 'cc')) r
                    where lower(r) = ${address})
     order by m.created_at desc, m.id desc limit 1`.execute(queries(tx));
  return found.rows[0]?.id ?? null;
}

/** The team whose mailbox it is; null for none. */
export async function teamOfMailbox(tx: Tx, mailboxId: string): Promise<string | null> {
  const row = await queries(tx).selectFrom("mailbox").select("team_id").where("id", "=", mailboxId).executeTakeFirst();
  return row?.team_id ?? null;
}

/** All of our own addresses, lower-case, without `+tag`. */
export async function ownAddresses(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await queries(tx).selectFrom("mailbox").select("address").execute();
  return new Set(rows.map((row) => row.address));
}

export async function acknowledgedSince(tx: Tx, sender: string, since: number): Promise<number> {
  const [row] = await submit<{ count: number }>(tx, acknowledged({ sender, since: new Date(since) }));
  return row!.count;
}

const acknowledged = builtOnce<{ sender: string; since: Date }>(
  (_, { sender, since }) =>
    sql`select count(*) as count from acknowledgement where sender = ${sender} and sent_at > ${since}`,
  { kind: "same" },
);

export async function noteAcknowledgement(tx: Tx, ticketId: string, sender: string, now: number): Promise<void> {
  await sendAhead(tx, noted([{ ticket_id: ticketId, sender, sent_at: new Date(now) }]));
}

const noted = rowsWritten<{ ticket_id: string; sender: string; sent_at: Date }>(
  (_, { rows }) => sql`
    insert into acknowledgement (ticket_id, sender, sent_at)
    select ticket_id, sender, sent_at from json_populate_recordset(null::acknowledgement, ${rows}::json)`,
);
