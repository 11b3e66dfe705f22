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

/** Writes the clocks and the timer of a ticket that has none yet. */
export async function insertClocks(tx: Tx, of: FoldedClocks): Promise<void> {
  await sendAhead(tx, inserted(columnsOf([of])));
}

/**
 * Writes the clocks and timers of some tickets as last folded; what is the same stays untouched. Whoever writes them holds the
 * tickets.
 */
export async function writeClocks(tx: Tx, of: readonly FoldedClocks[]): Promise<void> {
  await sendAhead(tx, written({ ticketIds: of.map(({ ticketId }) => ticketId), ...columnsOf(of) }));
}

type Columns = ReturnType<typeof columnsOf>;

const timerColumns = sql.raw("ticket_id, timer_id, clock_id, line_id, kind, share, fire_at");

const clockRows = (of: Columns) => sql`jsonb_each(${of.clocks}::jsonb)`;
// Columns as lists: PostgreSQL reads them in half of the time of JSON, and the text is one for any number of rows.
const timerRows = (of: Columns) => sql`unnest(${of.timerTicketId}::uuid[], ${of.timerId}::text[],
  ${of.timerClockId}::text[], ${of.timerLineId}::text[], ${of.timerKind}::text[], ${of.timerShare}::numeric[],
  ${of.timerFireAt}::timestamptz[])`;

const inserted = builtOnce<Columns>(
  (_, of) => sql`
    with timers as (insert into ticket_timer (${timerColumns}) select * from ${timerRows(of)})
    insert into ticket_clocks (ticket_id, clocks) select key::uuid, value from ${clockRows(of)}`,
);

const written = builtOnce<Columns & { ticketIds: readonly string[] }>(
  (_, of) => sql`
    with gone as (
      delete from ticket_timer where ticket_id = any(${of.ticketIds}::uuid[]) and ticket_id <> all(${of.timerTicketId}::uuid[])
    ), timers as (
      insert into ticket_timer as t (${timerColumns}) select * from ${timerRows(of)}
      on conflict (ticket_id) do update set timer_id = excluded.timer_id, clock_id = excluded.clock_id,
        line_id = excluded.line_id, kind = excluded.kind, share = excluded.share, fire_at = excluded.fire_at
      where (t.timer_id, t.fire_at, t.share) is distinct from (excluded.timer_id, excluded.fire_at, excluded.share)
    )
    insert into ticket_clocks as c (ticket_id, clocks) select key::uuid, value from ${clockRows(of)}
    on conflict (ticket_id) do update set clocks = excluded.clocks where c.clocks <> excluded.clocks`,
);

function columnsOf(of: readonly FoldedClocks[]) {
  const timers = of.flatMap(({ ticketId, timers: own }) => own.map((timer) => ({ ticketId, timer })));
  return {
    clocks: JSON.stringify(Object.fromEntries(of.map(({ ticketId, clocks }) => [ticketId, clocks.map(clockList)]))),
    timerTicketId: timers.map(({ ticketId }) => ticketId),
    timerId: timers.map(({ timer }) => timer.timerId),
    timerClockId: timers.map(({ timer }) => timer.clockId),
    timerLineId: timers.map(({ timer }) => timer.lineId),
    timerKind: timers.map(({ timer }) => timer.kind),
    timerShare: timers.map(({ timer }) => timer.share),
    timerFireAt: timers.map(({ timer }) => new Date(timer.fireAt).toISOString()),
  };
}

/** A clock as it is kept, in the order of the columns of the view `ticket_clock`; its id begins with its line's. */
const clockList = (clock: Clock) => [
  clock.id,
  clock.metric,
  clock.state,
  clock.targetMs,
  clock.startedAt,
  clock.dueAt,
  clock.stoppedAt,
  clock.breachedAt,
];

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
