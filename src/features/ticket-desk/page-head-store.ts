import { sql } from "kysely";
import type { TicketPage } from "../../contract/ticket-shapes.ts";
import { rowColumns, whereSeen, type TicketRowRecord } from "../../core/tickets/index.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type HeadRecord = TicketRowRecord & {
  language: "zh" | "en";
  priority_reasons: TicketPage["priorityReasons"];
  solved_at: Date | null;
  closed_at: Date | null;
  merged_into_id: string | null;
  merged_into_number: number | null;
  sop_version_id: string;
  event_seq: number;
  contact_title: string;
  contact_language: "zh" | "en";
  contact_note: string;
};

/** The head of a ticket, by its id or its number; null when there is none that this person sees. */
export async function readHead(tx: Tx, viewer: Viewer, idOrNumber: string): Promise<HeadRecord | null> {
  const which = /^\d+$/.test(idOrNumber) ? sql`t.number = ${idOrNumber}::bigint` : sql`t.id = ${idOrNumber}::uuid`;
  const found = await sql<HeadRecord>`
    select ${rowColumns(viewer.staffId)}, t.language, t.priority_reasons, t.solved_at, t.closed_at, t.merged_into_id,
           survivor.number as merged_into_number, t.sop_version_id, t.event_seq,
           c.title as contact_title, c.language as contact_language, c.note as contact_note
      from ticket t join contact c on c.id = t.contact_id
      left join ticket survivor on survivor.id = t.merged_into_id
     where ${which} and ${whereSeen(sightOf(viewer), "t")}`.execute(queries(tx));
  return found.rows[0] ?? null;
}

const RECENT_MAX = 5;

type CardRecord = {
  emails: string[];
  phones: string[];
  open_tickets: number;
  tickets_total: number;
  recent: { id: string; number: number; subject: string; state: string; opened_at: string }[] | null;
};

/** How a contact is reached, primary address first, and his tickets within sight. */
export async function readContactCard(tx: Tx, viewer: Viewer, contactId: string): Promise<CardRecord> {
  const seen = whereSeen(sightOf(viewer), "t");
  const addresses = (kind: "email" | "phone") => sql`array(select a.value from contact_address a
    where a.contact_id = ${contactId} and a.kind = ${kind} order by a.is_primary desc, a.value)`;
  const found = await sql<CardRecord>`
    select ${addresses("email")} as emails, ${addresses("phone")} as phones,
      (select count(*) from ticket t where t.contact_id = ${contactId} and ${seen} and t.state <> 'closed') as open_tickets,
      (select count(*) from ticket t where t.contact_id = ${contactId} and ${seen}) as tickets_total,
      (select jsonb_agg(r) from (select t.id, t.number, t.subject, t.state, t.opened_at from ticket t
        where t.contact_id = ${contactId} and ${seen} order by t.opened_at desc, t.id desc limit ${RECENT_MAX}) r) as recent`.execute(
    queries(tx),
  );
  return found.rows[0]!;
}

type Named = { id: string; name: string };
type Numbered = { id: string; number: number; subject: string };

export type RelationsRecord = {
  followers: Named[] | null;
  forms:
    | {
        id: string;
        form_id: string;
        content: Record<string, unknown>;
        submitted_by: Named | null;
        created_at: string;
      }[]
    | null;
  links: (Numbered & { state: string; relation: string })[] | null;
  merged_from: Numbered[] | null;
  survey: { satisfaction: number; comment: string; answered_at: string } | null;
};

const RELATIONS_MAX = 200;

/** What hangs on a ticket; other tickets only as far as this person sees them. */
export async function readRelations(tx: Tx, viewer: Viewer, ticketId: string): Promise<RelationsRecord> {
  const seen = whereSeen(sightOf(viewer), "t");
  const found = await sql<RelationsRecord>`select
    (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name, s.id)
       from ticket here join staff_member s on s.id = any(here.granted_to)
          or s.id in (select f.staff_id from ticket_follower f where f.ticket_id = here.id)
      where here.id = ${ticketId}) as followers,
    (select jsonb_agg(f) from (
       select f.id, f.form_id, f.content, f.created_at,
              case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as submitted_by
         from form_submission f left join staff_member s on s.id = f.submitted_by
        where f.ticket_id = ${ticketId} order by f.created_at desc, f.id desc limit ${RELATIONS_MAX}) f) as forms,
    (select jsonb_agg(l) from (
       select t.id, t.number, t.subject, t.state, link.relation
         from ticket_link link
         join ticket t on t.id = case when link.ticket_id = ${ticketId} then link.other_id else link.ticket_id end
        where (link.ticket_id = ${ticketId} or link.other_id = ${ticketId}) and ${seen}
        order by link.created_at, t.id limit ${RELATIONS_MAX}) l) as links,
    (select jsonb_agg(m) from (
       select t.id, t.number, t.subject from ticket t where t.merged_into_id = ${ticketId} and ${seen}
        order by t.number limit ${RELATIONS_MAX}) m) as merged_from,
    (select to_jsonb(r) from (select satisfaction, comment, answered_at from survey_response
       where ticket_id = ${ticketId} order by answered_at desc limit 1) r) as survey`.execute(queries(tx));
  return found.rows[0]!;
}
