import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** A time in which nobody looked after timers; moments are milliseconds since the epoch. */
export type Stop = { from: number; until: number };

/** A pause this long between two signs of life is a stop: what fell due in it is told as such. */
export const STOP_MS_MIN = 10 * 60_000;
/** Nothing that fell due longer ago can still be waiting for its first look. */
const STOPS_REMEMBERED_MS = 24 * 60 * 60_000;
const STOPS_READ_MAX = 20;

/**
 * Says that somebody looks after timers, and answers the stops that ended lately. The first sign after a long silence
 * makes a stop of it, whichever of several workers gives it.
 */
export async function giveSignOfLife(tx: Tx, now: number): Promise<Stop[]> {
  const at = new Date(now);
  const last = await queries(tx).selectFrom("timer_watch").select("seen_at").forUpdate().executeTakeFirst();
  if (last && last.seen_at.getTime() < now - STOP_MS_MIN)
    await queries(tx)
      .insertInto("timer_stop")
      .values({ began_at: last.seen_at, ended_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await queries(tx)
    .insertInto("timer_watch")
    .values({ seen_at: at })
    .onConflict((conflict) =>
      conflict.column("only_one").doUpdateSet({ seen_at: sql<Date>`greatest(timer_watch.seen_at, excluded.seen_at)` }),
    )
    .execute();
  const rows = await queries(tx)
    .selectFrom("timer_stop")
    .selectAll()
    .where("ended_at", ">", new Date(now - STOPS_REMEMBERED_MS))
    .orderBy("ended_at", "desc")
    .limit(STOPS_READ_MAX)
    .execute();
  return rows.map((row) => ({ from: row.began_at.getTime(), until: row.ended_at.getTime() }));
}

/** The stop during which a moment fell. */
export const stopAt = (stops: readonly Stop[], moment: number): Stop | null =>
  stops.find(({ from, until }) => from <= moment && moment < until) ?? null;
