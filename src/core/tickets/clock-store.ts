import { sql } from "kysely";
import type { Clock } from "../../domain/clocks/index.ts";
import { queries, rowsWritten, sendAhead } from "../../platform/db/index.ts";
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
  await sendAhead(tx, inserted([rowOf(of)]));
}

/**
 * Writes the clocks and timers of some tickets as last folded; what is the same stays untouched. Whoever writes them holds the
 * tickets.
 */
export async function writeClocks(tx: Tx, of: readonly FoldedClocks[]): Promise<void> {
  await sendAhead(tx, written(of.map(rowOf)));
}

const COLUMNS = sql.raw("ticket_id, timer_id, clock_id, line_id, kind, share, fire_at");

/** A ticket without a timer has none of its columns. */
const foldedRows = (rows: string) => sql`folded as materialized (
  select * from json_to_recordset(${rows}::json) as r (ticket_id uuid, clocks jsonb, timer_id text, clock_id text, line_id text,
    kind text, share numeric, fire_at timestamptz))`;

const inserted = rowsWritten<FoldedRow>(
  (_, { rows }) => sql`
    with ${foldedRows(rows)}, timers as (
      insert into ticket_timer (${COLUMNS}) select ${COLUMNS} from folded where timer_id is not null
    )
    insert into ticket_clocks (ticket_id, clocks) select ticket_id, clocks from folded`,
);

const written = rowsWritten<FoldedRow>(
  (_, { rows }) => sql`
    with ${foldedRows(rows)}, gone as (
      delete from ticket_timer t using folded f where t.ticket_id = f.ticket_id and f.timer_id is null
    ), timers as (
      insert into ticket_timer as t (${COLUMNS}) select ${COLUMNS} from folded where timer_id is not null
      on conflict (ticket_id) do update set timer_id = excluded.timer_id, clock_id = excluded.clock_id,
        line_id = excluded.line_id, kind = excluded.kind, share = excluded.share, fire_at = excluded.fire_at
      where (t.timer_id, t.fire_at, t.share) is distinct from (excluded.timer_id, excluded.fire_at, excluded.share)
    )
    insert into ticket_clocks as c (ticket_id, clocks) select ticket_id, clocks from folded
    on conflict (ticket_id) do update set clocks = excluded.clocks where c.clocks <> excluded.clocks`,
);

type FoldedRow = ReturnType<typeof rowOf>;

/** @throws Error where a ticket has more timers than the one that is next */
function rowOf({ ticketId, clocks, timers: [timer, ...more] }: FoldedClocks) {
  if (more.length > 0) throw new Error("a ticket has one timer");
  return {
    ticket_id: ticketId,
    clocks: clocks.map(clockList),
    ...(timer && {
      timer_id: timer.timerId,
      clock_id: timer.clockId,
      line_id: timer.lineId,
      kind: timer.kind,
      share: timer.share,
      fire_at: new Date(timer.fireAt),
    }),
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

/** Puts off the due timers of tickets that are not there, which nobody can hold; answers whose they are. */
export async function postponeLostTimers(tx: Tx, { now, until }: { now: number; until: number }): Promise<string[]> {
  const rows = await queries(tx)
    .updateTable("ticket_timer as m")
    .set({ fire_at: new Date(until) })
    .where("m.fire_at", "<=", new Date(now))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("ticket as t").whereRef("t.id", "=", "m.ticket_id"))))
    .returning("m.ticket_id")
    .execute();
  return rows.map((row) => row.ticket_id);
}
