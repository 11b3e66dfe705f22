import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type Link = { seq: number; at: Date; actorKind: string; actorId: string | null; body: unknown; hash: Buffer };
/** A ticket as it counts its events, and these events. */
export type Chain = { ticketId: string; number: number; lastSeq: number; lastHash: Buffer; links: Link[] };
export type Row = { id: string; what: string };

/** Chains in the order of their tickets' ids, from the one after `afterId`: by one statement, while the desk goes on writing. */
export async function chainsAfter(tx: Tx, afterId: string, limit: number): Promise<Chain[]> {
  const rows = await queries(tx)
    .selectFrom((of) =>
      of
        .selectFrom("ticket")
        .select(["id", "number", "event_seq", "event_hash"])
        .where("id", ">", afterId)
        .orderBy("id")
        .limit(limit)
        .as("t"),
    )
    .leftJoin("ticket_event as e", "e.ticket_id", "t.id")
    .select(["t.id as ticketId", "t.number", "t.event_seq as lastSeq", "t.event_hash as lastHash"])
    .select(["e.seq", "e.at", "e.actor_kind as actorKind", "e.actor_id as actorId", "e.body", "e.hash"])
    .orderBy("t.id")
    .orderBy("e.seq")
    .execute();
  return [...Map.groupBy(rows, ({ ticketId }) => ticketId).values()].map((of) => {
    const { ticketId, number, lastSeq, lastHash } = of[0]!;
    const links = of.filter(({ seq }) => seq !== null) as unknown as Link[];
    return { ticketId, number, lastSeq, lastHash, links };
  });
}

/** Open tickets for which neither an active assignee nor anybody of the desk's leaders answers, or that have nothing due. */
export async function orphans(tx: Tx, limit: number): Promise<Row[]> {
  const found = await sql<Row>`
    select t.number::text as id,
      case when t.next_due_at is null then 'nothing is due next' else 'nobody answers for it' end as what
    from ticket t
    where t.state <> 'closed' and (
      t.next_due_at is null
      or not exists (select 1 from staff_member s where s.id = t.assignee_id and s.active)
        and not exists (select 1 from team m join staff_member s on s.id = m.leader_id and s.active where m.id = t.team_id)
        and not exists (select 1 from staff_member s where s.active and s.role in ('supervisor', 'administrator')))
    order by t.number limit ${limit}`.execute(queries(tx));
  return found.rows;
}

/** Jobs that were given up, that somebody holds for too long, or that nobody takes. */
export async function stuckJobs(tx: Tx, at: { heldSince: Date; dueSince: Date }, limit: number): Promise<Row[]> {
  const found = await sql<Row>`
    select id::text, task_identifier || case
        when locked_at is null and attempts >= max_attempts then ' was given up'
        when locked_at is not null then ' has been running too long'
        else ' is waiting for a worker' end as what
    from graphile_worker.jobs
    where (locked_at is null and attempts >= max_attempts)
      or locked_at < ${at.heldSince}
      or (locked_at is null and attempts = 0 and run_at < ${at.dueSince})
    order by run_at limit ${limit}`.execute(queries(tx));
  return found.rows;
}

export async function lateTimers(tx: Tx, dueSince: Date, limit: number): Promise<Row[]> {
  const found = await sql<Row>`
    select coalesce(t.number::text, m.ticket_id::text) as id,
      'timer ' || m.timer_id || case when t.id is null then ' has no ticket' else ' did not fire' end as what
    from ticket_timer m left join ticket t on t.id = m.ticket_id
    where m.fire_at < ${dueSince} or t.id is null order by m.fire_at limit ${limit}`.execute(queries(tx));
  return found.rows;
}

/** Tickets that search does not know as they are, and an upgrade of its index that stands still. */
export async function searchBehind(tx: Tx, notedBefore: Date, limit: number): Promise<Row[]> {
  const found = await sql<Row>`
    (select coalesce(t.number::text, d.ticket_id::text) as id, 'its last changes are not found since ' ||
        to_char(min(d.noted_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as what
       from (select ticket_id, noted_at from search_dirty where noted_at < ${notedBefore} order by id limit ${limit}) d
       left join ticket t on t.id = d.ticket_id
      group by 1, d.ticket_id order by min(d.noted_at))
    union all
    select 'search', 'the search index is being put in order and stands still, ' || tickets_done || ' of ' || tickets_total || ' tickets are done'
      from search_rebuild where finished_at is null and moved_at < ${notedBefore}`.execute(queries(tx));
  return found.rows;
}

/** Messages that failed for good, or that should have left long ago. */
export async function undeliveredMail(tx: Tx, dueSince: Date, limit: number): Promise<Row[]> {
  const found = await sql<Row>`
    select t.number::text as id, 'a message is ' || m.delivery_state || coalesce(' (' || nullif(m.delivery_detail, '') || ')', '') as what
    from message m join ticket t on t.id = m.ticket_id
    where m.delivery_state = 'failed' or (m.delivery_state in ('waiting', 'sending') and coalesce(m.send_at, m.created_at) < ${dueSince})
    order by m.created_at limit ${limit}`.execute(queries(tx));
  return found.rows;
}

/** Mails that arrived and could not be taken in. */
export async function mailNotTakenIn(tx: Tx, receivedBefore: Date, limit: number): Promise<Row[]> {
  const found = await sql<Row>`
    select id::text, 'an incoming mail is ' || state || coalesce(' (' || reason || ')', '') as what from inbound_mail
    where state = 'failed' or (state = 'received' and received_at < ${receivedBefore})
    order by received_at limit ${limit}`.execute(queries(tx));
  return found.rows;
}

/** Rules that set each other off and were cut, or whose call outside was given up. */
export async function rulesFailed(tx: Tx, since: Date, limit: number): Promise<Row[]> {
  const found = await sql<Row>`
    select t.number::text as id, case e.type
        when 'effects_cut' then 'rules that set each other off were stopped at ' || (e.body->>'lineId')
        else 'the ' || (e.body->>'effect') || ' of ' || (e.body->>'lineId') || ' was not carried out: ' || (e.body->>'reason')
      end as what
    from ticket_event e join ticket t on t.id = e.ticket_id
    where e.type in ('effects_cut', 'effect_failed') and e.at > ${since}
    order by e.at desc limit ${limit}`.execute(queries(tx));
  return found.rows;
}

/** Words of a release that are not published, because the desk's own do not fit them. */
export async function procedureHeldBack(tx: Tx): Promise<Row[]> {
  const found = await sql<Row>`
    select number::text as id, 'newly shipped words are held back: ' || (held_back->>'findings') || ' found, the first: ' ||
        (held_back->'first'->>'en') as what
    from sop_version where status = 'published' and held_back is not null`.execute(queries(tx));
  return found.rows;
}
