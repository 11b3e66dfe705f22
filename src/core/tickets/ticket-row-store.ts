import { sql, type RawBuilder } from "kysely";
import type { TicketRow } from "../../contract/ticket-shapes.ts";
import { instantOf } from "../../platform/db/index.ts";

/** What `rowColumns` selects, before it is presented: moments as the database writes them, every digit of them. */
export type TicketRowRecord = {
  id: string;
  number: number;
  subject: string;
  kind: string;
  category_id: string | null;
  priority: string;
  state: string;
  stage: string;
  channel: string;
  tier: string;
  tags: string[];
  contact_id: string;
  contact_name: string;
  organisation_id: string | null;
  organisation_name: string | null;
  team_id: string | null;
  team_name: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  opened_at: string;
  updated_at: string;
  last_message_at: string;
  last_message_from: string;
  snoozed_until: string | null;
  promise_state: string;
  next_due_at: string | null;
  next_due_metric: string | null;
  next_due_line_id: string | null;
  next_warn_at: string | null;
  unread: boolean;
};

/**
 * The columns of a ticket in a list, for a query that names `ticket` t. Names are looked up by key, row by row: joined, five
 * tables would be planned anew with each page, which costs more than reading it.
 */
export const rowColumns = (staffId: string): RawBuilder<unknown> => sql`
  t.id, t.number, t.subject, t.kind, t.category_id, t.priority, t.state, t.stage, t.channel, t.tier, t.tags,
  t.contact_id, (select c.name from contact c where c.id = t.contact_id) as contact_name,
  t.organisation_id, (select o.name from organisation o where o.id = t.organisation_id) as organisation_name,
  t.team_id, (select m.name from team m where m.id = t.team_id) as team_name,
  t.assignee_id, (select s.name from staff_member s where s.id = t.assignee_id) as assignee_name,
  t.opened_at::text, t.updated_at::text, t.last_message_at::text, t.last_message_from, t.snoozed_until::text,
  t.promise_state, t.next_due_at::text, t.next_due_metric, t.next_due_line_id, t.next_warn_at::text,
  exists (
    select 1 from ticket_event e
     where e.ticket_id = t.id
       and e.seq > coalesce(
         (select seen.seq from ticket_seen seen where seen.ticket_id = t.id and seen.staff_id = ${staffId}::uuid), 0)
       and (e.type = 'customer_message'
         or (e.type in ('message_sent', 'note_added') and e.actor_kind = 'staff' and e.actor_id <> ${staffId}))
  ) as unread`;

/** A row of a list as the API answers it. A due moment that hangs on no promise (a look again) is not shown. */
export function asTicketRow(row: TicketRowRecord): TicketRow {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    kind: row.kind as TicketRow["kind"],
    categoryId: row.category_id,
    priority: row.priority as TicketRow["priority"],
    state: row.state as TicketRow["state"],
    stage: row.stage as TicketRow["stage"],
    channel: row.channel as TicketRow["channel"],
    tier: row.tier as TicketRow["tier"],
    tags: row.tags,
    contact: { id: row.contact_id, name: row.contact_name },
    organisation: named(row.organisation_id, row.organisation_name),
    team: named(row.team_id, row.team_name),
    assignee: named(row.assignee_id, row.assignee_name),
    openedAt: instantOf(row.opened_at),
    updatedAt: instantOf(row.updated_at),
    lastMessageAt: instantOf(row.last_message_at),
    lastMessageFrom: row.last_message_from as TicketRow["lastMessageFrom"],
    snoozedUntil: row.snoozed_until === null ? null : instantOf(row.snoozed_until),
    promiseState: row.promise_state as TicketRow["promiseState"],
    nextDue: nextDueOf(row),
    unread: row.unread,
  };
}

const named = (id: string | null, name: string | null) => (id === null || name === null ? null : { id, name });

function nextDueOf(row: TicketRowRecord): TicketRow["nextDue"] {
  if (!row.next_due_at || !row.next_due_metric || !row.next_due_line_id) return null;
  return {
    metric: row.next_due_metric,
    lineId: row.next_due_line_id,
    dueAt: instantOf(row.next_due_at),
    warnAt: row.next_warn_at === null ? null : instantOf(row.next_warn_at),
  };
}
