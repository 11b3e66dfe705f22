import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

type Row = Record<
  | "kept"
  | "at_risk"
  | "breached"
  | "waiting"
  | "failed"
  | "unread"
  | "late"
  | "jobs"
  | "behind"
  | "behind_seconds"
  | "to_rebuild",
  number
>;
export type DeskFigure = { name: string; help: string; value: number; labels?: Record<string, string> };

/** Counted no further: a list that long is late, however long it is. */
const BEHIND_COUNTED_MAX = 10_000;

/** What a monitor watches: open tickets by how their promises stand, mail that waits, late timers, jobs, the search index. */
export async function deskFigures(tx: Tx): Promise<DeskFigure[]> {
  const found = await sql<Row>`select
      count(*) filter (where promise_state = 'kept') as kept,
      count(*) filter (where promise_state = 'at_risk') as at_risk,
      count(*) filter (where promise_state = 'breached') as breached,
      (select count(*) from message where delivery_state in ('waiting', 'sending') and send_at < now() - interval '1 minute') as waiting,
      (select count(*) from message where delivery_state = 'failed' and send_at > now() - interval '1 day') as failed,
      (select count(*) from inbound_mail where state = 'failed') as unread,
      (select count(*) from ticket_timer where fire_at < now() - interval '5 seconds') as late,
      (select count(*) from graphile_worker.jobs where run_at < now()) as jobs,
      (select count(*) from (select from search_dirty limit ${BEHIND_COUNTED_MAX}) dirty) as behind,
      coalesce((select extract(epoch from now() - noted_at)::float8 from search_dirty order by id limit 1), 0) as behind_seconds,
      coalesce((select greatest(tickets_total - tickets_done, 0) from search_rebuild where finished_at is null), 0) as to_rebuild
    from ticket where state <> 'closed'`.execute(queries(tx));
  const row = found.rows[0]!;
  const open = (promises: "kept" | "at_risk" | "breached") => ({
    name: "tickets_open",
    help: "Open tickets, by how their promises stand",
    value: row[promises],
    labels: { promises },
  });
  return [
    open("kept"),
    open("at_risk"),
    open("breached"),
    { name: "messages_waiting", help: "Outgoing messages late by over a minute", value: row.waiting },
    { name: "messages_failed", help: "Outgoing messages that failed within a day", value: row.failed },
    { name: "mails_failed", help: "Incoming mails that could not be taken in", value: row.unread },
    { name: "timers_late", help: "Timers late by over five seconds", value: row.late },
    { name: "jobs_due", help: "Jobs that are due and not done", value: row.jobs },
    {
      name: "search_behind",
      help: `Changes of tickets that search does not know yet, counted up to ${BEHIND_COUNTED_MAX}`,
      value: row.behind,
    },
    { name: "search_behind_seconds", help: "Age of the oldest of them", value: row.behind_seconds },
    {
      name: "search_tickets_to_rebuild",
      help: "Tickets whose place in the search index an upgrade is still putting in order",
      value: row.to_rebuild,
    },
  ];
}
