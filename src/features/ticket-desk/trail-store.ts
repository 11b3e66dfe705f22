import { sql } from "kysely";
import { whereSeen } from "../../core/tickets/index.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import type { Actor, TicketEvent, TicketEventBody } from "../../domain/ticket/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type TrailEntry = { event: TicketEvent; actorName: string; hash: string };

/** The whole chain of a ticket with the names of those who acted. */
export async function readTrail(tx: Tx, ticketId: string): Promise<TrailEntry[]> {
  const found = await sql<{
    seq: number;
    at: Date;
    actor_kind: Actor["kind"];
    actor_id: string | null;
    body: TicketEventBody;
    hash: string;
    name: string | null;
  }>`
    select e.seq, e.at, e.actor_kind, e.actor_id, e.body, encode(e.hash, 'hex') as hash, coalesce(s.name, c.name) as name
      from ticket_event e
      left join staff_member s on s.id = case when e.actor_kind = 'staff' then e.actor_id::uuid end
      left join contact c on c.id = case when e.actor_kind = 'contact' then e.actor_id::uuid end
     where e.ticket_id = ${ticketId} order by e.seq`.execute(queries(tx));
  return found.rows.map((row) => ({
    event: {
      seq: row.seq,
      at: row.at.getTime(),
      actor:
        row.actor_kind === "system" ? { kind: "system" } : ({ kind: row.actor_kind, id: row.actor_id ?? "" } as Actor),
      body: row.body,
    },
    actorName: row.name ?? row.actor_id ?? "",
    hash: row.hash,
  }));
}

/** What ids stand for: people, teams and customers by name, tickets within sight by number. */
export async function namesOf(tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const wanted = sql`${[...ids]}::uuid[]`;
  const found = await sql<{ id: string; name: string }>`
    select id, name from staff_member where id = any(${wanted})
    union all select id, name from team where id = any(${wanted})
    union all select id, name from contact where id = any(${wanted})
    union all select t.id, 'HD-' || t.number from ticket t where t.id = any(${wanted}) and ${whereSeen(sightOf(viewer), "t")}`.execute(
    queries(tx),
  );
  return Object.fromEntries(found.rows.map((row) => [row.id, row.name]));
}
