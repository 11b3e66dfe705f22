import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type DeskFigure = { name: string; help: string; value: number; labels?: Record<string, string> };

/** What a monitor watches: open tickets by how their promises stand, mail that waits, late timers, jobs. */
export async function deskFigures(tx: Tx): Promise<DeskFigure[]> {
  const found = await sql<
    Record<"kept" | "at_risk" | "breached" | "waiting" | "failed" | "unread" | "late" | "jobs", number>
  >`select
      count(*) filter (where promise_state = 'kept') as kept,
      count(*) filter (where promise_state = 'at_risk') as at_risk,
      count(*) filter (where promise_state = 'breached') as breached,
      (select count(*) from message where delivery_state in ('waiting', 'sending') and send_at < now() - interval '1 minute') as waiting,
      (select count(*) from message where delivery_state = 'failed' and send_at > now() - interval '1 day') as failed,
      (select count(*) from inbound_mail where state = 'failed') as unread,
      (select count(*) from ticket_timer where fire_at < now() - interval '5 seconds') as late,
      (select count(*) from graphile_worker.jobs where run_at < now()) as jobs
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
  ];
}
