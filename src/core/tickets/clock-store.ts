import { sql } from "kysely";
import type { Clock } from "../../domain/clocks/index.ts";
import { builtOnce, queries, sendAhead } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type TimerRow = {
  timerId: string;
  clockId: string;
  lineId: string;
  kind: "warn" | "breach";
  share: number;
  fireAt: number;
};

/** The clocks of a ticket as folded, and the moments at which a rule must act for it. */
export type FoldedClocks = { ticketId: string; clocks: readonly Clock[]; timers: readonly TimerRow[] };

/** Writes the clocks and timers of a ticket that has none yet. */
export async function insertClocks(tx: Tx, of: FoldedClocks): Promise<void> {
  await sendAhead(tx, inserted(columnsOf([of])));
}

/**
 * Writes the clocks and timers of some tickets as last folded; those that the fold no longer knows go, what is the same stays
 * untouched. Whoever writes them holds the tickets.
 */
export async function writeClocks(tx: Tx, of: readonly FoldedClocks[]): Promise<void> {
  await sendAhead(tx, written({ ticketIds: of.map(({ ticketId }) => ticketId), ...columnsOf(of) }));
}

type Columns = ReturnType<typeof columnsOf>;

const clockColumns = sql.raw(
  "ticket_id, clock_id, line_id, metric, state, target_ms, started_at, due_at, stopped_at, breached_at",
);
const timerColumns = sql.raw("ticket_id, timer_id, clock_id, line_id, kind, share, fire_at");

// Columns as lists: PostgreSQL reads them in half of the time of JSON, and the text is one for any number of rows.
const clockRows = (of: Columns) => sql`unnest(${of.ticketId}::uuid[], ${of.clockId}::text[], ${of.lineId}::text[],
  ${of.metric}::text[], ${of.state}::text[], ${of.targetMs}::bigint[], ${of.startedAt}::timestamptz[],
  ${of.dueAt}::timestamptz[], ${of.stoppedAt}::timestamptz[], ${of.breachedAt}::timestamptz[])`;
const timerRows = (of: Columns) => sql`unnest(${of.timerTicketId}::uuid[], ${of.timerId}::text[],
  ${of.timerClockId}::text[], ${of.timerLineId}::text[], ${of.timerKind}::text[], ${of.timerShare}::numeric[],
  ${of.timerFireAt}::timestamptz[])`;

const inserted = builtOnce<Columns>(
  (_, of) => sql`
    with timers as (insert into ticket_timer (${timerColumns}) select * from ${timerRows(of)})
    insert into ticket_clock (${clockColumns}) select * from ${clockRows(of)}`,
);

const written = builtOnce<Columns & { ticketIds: readonly string[] }>(
  (_, of) => sql`
    with wanted as materialized (
      select * from ${timerRows(of)} as t (${timerColumns})
    ), gone_timers as (
      delete from ticket_timer where ticket_id = any(${of.ticketIds}::uuid[])
        and (ticket_id, timer_id) not in (select ticket_id, timer_id from wanted)
    ), timers as (
      insert into ticket_timer as t (${timerColumns}) select * from wanted
      on conflict (ticket_id, timer_id) do update set fire_at = excluded.fire_at, share = excluded.share
      where (t.fire_at, t.share) is distinct from (excluded.fire_at, excluded.share)
    ), folded as materialized (
      select * from ${clockRows(of)} as c (${clockColumns})
    ), gone as (
      delete from ticket_clock where ticket_id = any(${of.ticketIds}::uuid[])
        and (ticket_id, clock_id) not in (select ticket_id, clock_id from folded)
    )
    insert into ticket_clock (${clockColumns})
    select * from folded except select ${clockColumns} from ticket_clock where ticket_id = any(${of.ticketIds}::uuid[])
    on conflict (ticket_id, clock_id) do update set
      line_id = excluded.line_id, metric = excluded.metric, state = excluded.state, target_ms = excluded.target_ms,
      started_at = excluded.started_at, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
      breached_at = excluded.breached_at`,
);

function columnsOf(of: readonly FoldedClocks[]) {
  const clocks = of.flatMap(({ ticketId, clocks: own }) => own.map((clock) => ({ ticketId, clock })));
  const timers = of.flatMap(({ ticketId, timers: own }) => own.map((timer) => ({ ticketId, timer })));
  return {
    ticketId: clocks.map(({ ticketId }) => ticketId),
    clockId: clocks.map(({ clock }) => clock.id),
    lineId: clocks.map(({ clock }) => clock.lineId),
    metric: clocks.map(({ clock }) => clock.metric),
    state: clocks.map(({ clock }) => clock.state),
    targetMs: clocks.map(({ clock }) => clock.targetMs),
    startedAt: clocks.map(({ clock }) => moment(clock.startedAt)),
    dueAt: clocks.map(({ clock }) => moment(clock.dueAt)),
    stoppedAt: clocks.map(({ clock }) => moment(clock.stoppedAt)),
    breachedAt: clocks.map(({ clock }) => moment(clock.breachedAt)),
    timerTicketId: timers.map(({ ticketId }) => ticketId),
    timerId: timers.map(({ timer }) => timer.timerId),
    timerClockId: timers.map(({ timer }) => timer.clockId),
    timerLineId: timers.map(({ timer }) => timer.lineId),
    timerKind: timers.map(({ timer }) => timer.kind),
    timerShare: timers.map(({ timer }) => timer.share),
    timerFireAt: timers.map(({ timer }) => moment(timer.fireAt)),
  };
}

const moment = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

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
