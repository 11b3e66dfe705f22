import { sql } from "kysely";
import type { Clock } from "../../domain/clocks/index.ts";
import { queries, sendAhead } from "../../platform/db/index.ts";
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

/** Writes the clocks of some tickets as last folded; those that the fold no longer knows go, what is the same stays untouched. */
export async function writeClocks(
  tx: Tx,
  of: readonly { ticketId: string; clocks: readonly Clock[] }[],
): Promise<void> {
  const rows = of.flatMap(({ ticketId, clocks }) =>
    clocks.map((clock) => ({
      ticket_id: ticketId,
      clock_id: clock.id,
      line_id: clock.lineId,
      metric: clock.metric,
      state: clock.state,
      target_ms: clock.targetMs,
      started_at: moment(clock.startedAt),
      due_at: moment(clock.dueAt),
      stopped_at: moment(clock.stoppedAt),
      breached_at: moment(clock.breachedAt),
    })),
  );
  const written = sql`
    with folded as materialized (
      select * from jsonb_populate_recordset(null::ticket_clock, ${JSON.stringify(rows)}::jsonb)
    ), gone as (
      delete from ticket_clock c where c.ticket_id = any(${of.map(({ ticketId }) => ticketId)}::uuid[])
        and not exists (select 1 from folded f where f.ticket_id = c.ticket_id and f.clock_id = c.clock_id)
    )
    insert into ticket_clock as c
      (ticket_id, clock_id, line_id, metric, state, target_ms, started_at, due_at, stopped_at, breached_at)
    select ticket_id, clock_id, line_id, metric, state, target_ms, started_at, due_at, stopped_at, breached_at from folded
    on conflict (ticket_id, clock_id) do update set
      line_id = excluded.line_id, metric = excluded.metric, state = excluded.state, target_ms = excluded.target_ms,
      started_at = excluded.started_at, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
      breached_at = excluded.breached_at
    where (c.line_id, c.metric, c.state, c.target_ms, c.started_at, c.due_at, c.stopped_at, c.breached_at)
      is distinct from (excluded.line_id, excluded.metric, excluded.state, excluded.target_ms, excluded.started_at,
        excluded.due_at, excluded.stopped_at, excluded.breached_at)`;
  await sendAhead(tx, written);
}

/** Replaces the moments at which a rule must act for some tickets. */
export async function writeTimers(
  tx: Tx,
  of: readonly { ticketId: string; timers: readonly TimerRow[] }[],
): Promise<void> {
  const rows = of.flatMap(({ ticketId, timers }) =>
    timers.map((timer) => ({
      ticket_id: ticketId,
      timer_id: timer.timerId,
      clock_id: timer.clockId,
      line_id: timer.lineId,
      kind: timer.kind,
      share: timer.share,
      fire_at: moment(timer.fireAt),
    })),
  );
  const written = sql`
    with wanted as materialized (
      select * from jsonb_populate_recordset(null::ticket_timer, ${JSON.stringify(rows)}::jsonb)
    ), gone as (
      delete from ticket_timer t where t.ticket_id = any(${of.map(({ ticketId }) => ticketId)}::uuid[])
        and not exists (select 1 from wanted w where w.ticket_id = t.ticket_id and w.timer_id = t.timer_id)
    )
    insert into ticket_timer as t (ticket_id, timer_id, clock_id, line_id, kind, share, fire_at)
    select ticket_id, timer_id, clock_id, line_id, kind, share, fire_at from wanted
    on conflict (ticket_id, timer_id) do update set fire_at = excluded.fire_at, share = excluded.share
    where (t.fire_at, t.share) is distinct from (excluded.fire_at, excluded.share)`;
  await sendAhead(tx, written);
}

/** The next moment, past if late, at which a rule must act for any ticket; null when none is to come. */
export async function nextTimerAt(tx: Tx): Promise<number | null> {
  const row = await queries(tx)
    .selectFrom("ticket_timer")
    .select("fire_at")
    .orderBy("fire_at")
    .limit(1)
    .executeTakeFirst();
  return row?.fire_at.getTime() ?? null;
}

/** Puts off the due timers of tickets whose effects failed, so that they hold up nobody else's. */
export async function postponeTimers(
  tx: Tx,
  ticketIds: readonly string[],
  { now, until }: { now: number; until: number },
): Promise<void> {
  await queries(tx)
    .updateTable("ticket_timer")
    .set({ fire_at: new Date(until) })
    .where("ticket_id", "in", [...ticketIds])
    .where("fire_at", "<=", new Date(now))
    .execute();
}
