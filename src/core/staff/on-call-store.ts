import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** One person's time on one roster; `endsAt` is excluded. Moments are milliseconds since the epoch. */
export type Duty = { id: string; rosterId: string; staffId: string; startsAt: number; endsAt: number };

const DUTIES_MAX = 2_000;

/** The duties that touch a span of time, by their beginning; of one roster when it is named. */
export async function listDuties(tx: Tx, which: { rosterId?: string; from: number; to: number }): Promise<Duty[]> {
  const { rosterId, from, to } = which;
  const rows = await queries(tx)
    .selectFrom("on_call_duty")
    .selectAll()
    .where("ends_at", ">", new Date(from))
    .where("starts_at", "<", new Date(to))
    .$if(rosterId !== undefined, (query) => query.where("roster_id", "=", rosterId ?? ""))
    .orderBy("starts_at")
    .orderBy("id")
    .limit(DUTIES_MAX)
    .execute();
  return rows.map(asDuty);
}

type Row = { id: string; roster_id: string; staff_id: string; starts_at: Date; ends_at: Date };

const asDuty = (row: Row): Duty => ({
  id: row.id,
  rosterId: row.roster_id,
  staffId: row.staff_id,
  startsAt: row.starts_at.getTime(),
  endsAt: row.ends_at.getTime(),
});

export async function findDuty(tx: Tx, dutyId: string): Promise<Duty | null> {
  const row = await queries(tx).selectFrom("on_call_duty").selectAll().where("id", "=", dutyId).executeTakeFirst();
  return row ? asDuty(row) : null;
}

/** Writes a duty; one with the same id is replaced. */
export async function writeDuty(tx: Tx, duty: Duty, now: number): Promise<void> {
  const columns = {
    roster_id: duty.rosterId,
    staff_id: duty.staffId,
    starts_at: new Date(duty.startsAt),
    ends_at: new Date(duty.endsAt),
  };
  await queries(tx)
    .insertInto("on_call_duty")
    .values({ id: duty.id, ...columns, created_at: new Date(now) })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
    .execute();
}

export async function deleteDuty(tx: Tx, dutyId: string): Promise<void> {
  await queries(tx).deleteFrom("on_call_duty").where("id", "=", dutyId).execute();
}
