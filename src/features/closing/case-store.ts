import { sql } from "kysely";
import { DESK_TIME_ZONE } from "../../domain/text/moment-in-words.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** What the customer's page and mails need of a case. */
export async function readCase(tx: Tx, ticketId: string) {
  const row = await queries(tx)
    .selectFrom("ticket")
    .innerJoin("contact", "contact.id", "ticket.contact_id")
    .leftJoin("contact_address as mail", (join) =>
      join.onRef("mail.contact_id", "=", "contact.id").on("mail.kind", "=", "email"),
    )
    .select([
      "ticket.id",
      "ticket.number",
      "ticket.subject",
      "ticket.state",
      "ticket.language",
      "ticket.solved_at",
      "ticket.merged_into_id",
      "ticket.team_id",
      "ticket.sop_version_id",
      "contact.id as contact_id",
      "contact.name as contact_name",
      "contact.time_zone",
      "mail.value as email",
    ])
    .where("ticket.id", "=", ticketId)
    .orderBy("mail.is_primary", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    state: row.state,
    language: row.language === "en" ? ("en" as const) : ("zh" as const),
    solvedAt: row.solved_at?.getTime() ?? null,
    mergedIntoId: row.merged_into_id,
    teamId: row.team_id,
    sopVersionId: row.sop_version_id,
    timeZone: row.time_zone ?? DESK_TIME_ZONE,
    contactId: row.contact_id,
    contactName: row.contact_name,
    email: row.email,
  };
}

export type Case = NonNullable<Awaited<ReturnType<typeof readCase>>>;

/**
 * Whether the case is still of the customer to whom it belonged at a moment, or of the one he was merged into: who got a
 * link by mistake reads nothing once the mistake is put right.
 */
export async function isCustomerSince(tx: Tx, { id, contactId }: Case, at: number): Promise<boolean> {
  const row = await queries(tx)
    .selectFrom("ticket_event")
    .select("body")
    .where("ticket_id", "=", id)
    .where("type", "in", ["opened", "contact_changed"])
    .where("at", "<=", new Date(at))
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const then = (row?.body as { contactId?: string } | undefined)?.contactId;
  if (then === undefined || then === contactId) return then !== undefined;
  const former = await queries(tx)
    .selectFrom("contact")
    .select("merged_into_id")
    .where("id", "=", then)
    .executeTakeFirst();
  return former?.merged_into_id === contactId;
}

/** How the case was closed last: by the customer, by an agent, or by the rule. */
export async function closedBy(tx: Tx, ticketId: string): Promise<string | null> {
  const row = await queries(tx)
    .selectFrom("ticket_event")
    .select("body")
    .where("ticket_id", "=", ticketId)
    .where("type", "=", "closed")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? ((row.body as { by?: string }).by ?? null) : null;
}

/** When the running confirmation clock is due. */
export async function confirmationDue(tx: Tx, ticketId: string): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`
    select due_at from ticket_clock where ticket_id = ${ticketId} and metric = 'confirmation' and state = 'running'
     order by due_at limit 1`.execute(queries(tx));
  return rows[0]?.due_at ?? null;
}

/** Until when the customer is to hear from us next; null where nothing is promised, or that moment is over. */
export async function nextNewsDue(tx: Tx, ticketId: string, now: number): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`
    select due_at from ticket_clock
     where ticket_id = ${ticketId} and metric in ('next_response', 'progress_update') and state = 'running'
     order by due_at limit 1`.execute(queries(tx));
  const due = rows[0]?.due_at ?? null;
  return due !== null && due.getTime() > now ? due : null;
}

/** When the live clock of a promise line is due, or was. */
export async function lineDue(tx: Tx, ticketId: string, lineId: string): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`
    select due_at from ticket_clock where ticket_id = ${ticketId} and line_id = ${lineId}
     order by started_at desc limit 1`.execute(queries(tx));
  return rows[0]?.due_at ?? null;
}
