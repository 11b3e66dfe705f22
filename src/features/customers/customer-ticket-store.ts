import { sql, type RawBuilder } from "kysely";
import type { CustomerTicket, CustomerTickets } from "../../contract/customer-shapes.ts";
import { whereSeen } from "../../core/tickets/index.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const OPEN_MAX = 50;
const CLOSED_MAX = 20;

export type Whose = { contactId: string } | { organisationId: string };

const ownedBy = (whose: Whose): RawBuilder<boolean> =>
  "contactId" in whose
    ? sql`t.contact_id = ${whose.contactId}::uuid`
    : sql`t.organisation_id = ${whose.organisationId}::uuid`;

/** The tickets of a customer that this person may see: what is open by due moment, what was closed last, and how many. */
export async function customerTickets(tx: Tx, viewer: Viewer, whose: Whose): Promise<CustomerTickets> {
  const seen = sql`${ownedBy(whose)} and ${whereSeen(sightOf(viewer), "t")}`;
  const counted = await sql<{ open_total: number; total: number }>`
    select count(*) filter (where t.state <> 'closed') as open_total, count(*) as total from ticket t where ${seen}`.execute(
    queries(tx),
  );
  const open = await rowsOf(tx, sql`${seen} and t.state <> 'closed' order by t.next_due_at, t.id limit ${OPEN_MAX}`);
  const closed = await rowsOf(tx, sql`${seen} and t.state = 'closed' order by t.opened_at desc limit ${CLOSED_MAX}`);
  const { open_total: openTotal, total } = counted.rows[0]!;
  return { open, closed, openTotal, total };
}

/** Of each customer, how many open tickets this person may see. */
export async function openTicketCounts(
  tx: Tx,
  viewer: Viewer,
  by: "contact_id" | "organisation_id",
  ids: readonly string[],
): Promise<Map<string, number>> {
  const found = await sql<{ id: string; open: number }>`
    select t.${sql.ref(by)} as id, count(*) as open from ticket t
     where t.${sql.ref(by)} = any(${[...ids]}::uuid[]) and t.state <> 'closed' and ${whereSeen(sightOf(viewer), "t")}
     group by 1`.execute(queries(tx));
  return new Map(found.rows.map((row) => [row.id, row.open]));
}

type Row = {
  id: string;
  number: number;
  subject: string;
  state: CustomerTicket["state"];
  priority: CustomerTicket["priority"];
  contact_id: string;
  contact_name: string;
  assignee_id: string | null;
  assignee_name: string | null;
  opened_at: Date;
  solved_at: Date | null;
  promise_state: CustomerTicket["promiseState"];
  promises: { metric: string; due_at: string; breached: boolean }[] | null;
};

async function rowsOf(tx: Tx, which: RawBuilder<unknown>): Promise<CustomerTicket[]> {
  const found = await sql<Row>`
    select t.id, t.number, t.subject, t.state, t.priority, t.contact_id, c.name as contact_name,
           t.assignee_id, s.name as assignee_name, t.opened_at, t.solved_at, t.promise_state,
           (select json_agg(p order by p.due_at) from (
              select k.metric, min(k.due_at) as due_at, bool_or(k.breached_at is not null) as breached from ticket_clock k
               where k.ticket_id = t.id and k.state in ('running', 'paused') and k.due_at is not null group by k.metric) p
           ) as promises
      from ticket t join contact c on c.id = t.contact_id left join staff_member s on s.id = t.assignee_id
     where ${which}`.execute(queries(tx));
  return found.rows.map((row) => ({
    id: row.id,
    number: row.number,
    subject: row.subject,
    state: row.state,
    priority: row.priority,
    contact: { id: row.contact_id, name: row.contact_name },
    assignee: row.assignee_id && row.assignee_name ? { id: row.assignee_id, name: row.assignee_name } : null,
    openedAt: row.opened_at.toISOString(),
    solvedAt: row.solved_at?.toISOString() ?? null,
    promiseState: row.promise_state,
    promises: (row.promises ?? []).map((promise) => ({
      metric: promise.metric,
      dueAt: new Date(promise.due_at).toISOString(),
      breached: promise.breached,
    })),
  }));
}
