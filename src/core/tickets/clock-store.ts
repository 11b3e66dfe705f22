import { sql } from "kysely";
import type { Clock } from "../../domain/clocks/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type TimerRow = {
  timerId: string;
  clockId: string;
  lineId: string;
  kind: "warn" | "breach";
  share: number;
  fireAt: number;
};

const moment = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Writes the clocks as last folded; those that the fold no longer knows go. */
export async function writeClocks(tx: Tx, ticketId: string, clocks: readonly Clock[]): Promise<void> {
  const rows = clocks.map((clock) => ({
    clock_id: clock.id,
    line_id: clock.lineId,
    metric: clock.metric,
    state: clock.state,
    target_ms: clock.targetMs,
    started_at: moment(clock.startedAt),
    due_at: moment(clock.dueAt),
    stopped_at: moment(clock.stoppedAt),
    breached_at: moment(clock.breachedAt),
  }));
  await sql`
    with folded as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
        clock_id text, line_id text, metric text, state text, target_ms bigint, started_at timestamptz,
        due_at timestamptz, stopped_at timestamptz, breached_at timestamptz)
    ), gone as (
      delete from ticket_clock where ticket_id = ${ticketId} and clock_id not in (select clock_id from folded)
    )
    insert into ticket_clock
      (ticket_id, clock_id, line_id, metric, state, target_ms, started_at, due_at, stopped_at, breached_at)
    select ${ticketId}, clock_id, line_id, metric, state, target_ms, started_at, due_at, stopped_at, breached_at from folded
    on conflict (ticket_id, clock_id) do update set
      line_id = excluded.line_id, metric = excluded.metric, state = excluded.state, target_ms = excluded.target_ms,
      started_at = excluded.started_at, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
      breached_at = excluded.breached_at`.execute(queries(tx));
}

/** Replaces the moments at which a rule must act for this ticket. */
export async function writeTimers(tx: Tx, ticketId: string, timers: readonly TimerRow[]): Promise<void> {
  const rows = timers.map((timer) => ({
    timer_id: timer.timerId,
    clock_id: timer.clockId,
    line_id: timer.lineId,
    kind: timer.kind,
    share: timer.share,
    fire_at: moment(timer.fireAt),
  }));
  await sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
        timer_id text, clock_id text, line_id text, kind text, share numeric, fire_at timestamptz)
    ), gone as (
      delete from ticket_timer where ticket_id = ${ticketId} and timer_id not in (select timer_id from wanted)
    )
    insert into ticket_timer (ticket_id, timer_id, clock_id, line_id, kind, share, fire_at)
    select ${ticketId}, timer_id, clock_id, line_id, kind, share, fire_at from wanted
    on conflict (ticket_id, timer_id) do update set fire_at = excluded.fire_at, share = excluded.share`.execute(
    queries(tx),
  );
}

export type DueTimer = {
  timerId: string;
  clockId: string;
  lineId: string;
  kind: TimerRow["kind"];
  share: number;
  fireAt: number;
};

/** The tickets of which a timer is due, the longest waiting first. */
export async function ticketsWithDueTimers(tx: Tx, now: number, ticketsMax: number): Promise<string[]> {
  const rows = await sql<{ ticket_id: string }>`
    select ticket_id from (
      select ticket_id, fire_at from ticket_timer where fire_at <= ${new Date(now)} order by fire_at limit ${ticketsMax}
    ) due group by ticket_id order by min(fire_at)`.execute(queries(tx));
  return rows.rows.map((row) => row.ticket_id);
}

/**
 * Takes the due timers of one ticket that no other worker holds, oldest first. They are gone with the transaction
 * that carries out their effects, so that each fires once whoever dies.
 */
export async function takeDueTimers(tx: Tx, ticketId: string, now: number): Promise<DueTimer[]> {
  const taken = await sql<{
    timer_id: string;
    clock_id: string;
    line_id: string;
    kind: TimerRow["kind"];
    share: number;
    fire_at: Date;
  }>`
    delete from ticket_timer t using (
      select timer_id from ticket_timer where ticket_id = ${ticketId} and fire_at <= ${new Date(now)} for update skip locked
    ) due where t.ticket_id = ${ticketId} and t.timer_id = due.timer_id
    returning t.timer_id, t.clock_id, t.line_id, t.kind, t.share, t.fire_at`.execute(queries(tx));
  return taken.rows
    .map((row) => ({
      timerId: row.timer_id,
      clockId: row.clock_id,
      lineId: row.line_id,
      kind: row.kind,
      share: row.share,
      fireAt: row.fire_at.getTime(),
    }))
    .sort((a, b) => a.fireAt - b.fireAt);
}

/** Puts off a ticket's due timers whose effects failed, so that they hold up nobody else's. */
export async function postponeTimers(tx: Tx, ticketId: string, now: number, until: number): Promise<void> {
  await queries(tx)
    .updateTable("ticket_timer")
    .set({ fire_at: new Date(until) })
    .where("ticket_id", "=", ticketId)
    .where("fire_at", "<=", new Date(now))
    .execute();
}
