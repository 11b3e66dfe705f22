import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type StoredCalendar = { id: string; name: { zh: string; en: string }; definition: unknown; version: number };

export async function listCalendars(tx: Tx): Promise<StoredCalendar[]> {
  const rows = await queries(tx)
    .selectFrom("working_calendar")
    .select(["id", "name_zh", "name_en", "definition", "version"])
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    definition: row.definition,
    version: row.version,
  }));
}

/** What a calendar holds besides itself: the shipped one it began from, and a newer shipped one not answered yet. */
export type ShippedCalendar = { shipped: unknown; offered: unknown };

/** Holds the calendar's row until the transaction ends. */
export async function lockCalendar(tx: Tx, calendarId: string): Promise<(StoredCalendar & ShippedCalendar) | null> {
  const row = await queries(tx)
    .selectFrom("working_calendar")
    .selectAll()
    .where("id", "=", calendarId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const name = { zh: row.name_zh, en: row.name_en };
  const { id, definition, version, shipped, offered } = row;
  return { id, name, definition, version, shipped, offered };
}

export async function listOffers(tx: Tx): Promise<ReadonlyMap<string, ShippedCalendar>> {
  const rows = await queries(tx)
    .selectFrom("working_calendar")
    .select(["id", "shipped", "offered"])
    .where("offered", "is not", null)
    .execute();
  return new Map(rows.map(({ id, shipped, offered }) => [id, { shipped, offered }]));
}

/** Who wrote a version of a calendar, when and why; `staffId` null: it came with a release. */
export type CalendarStep = { staffId: string | null; reason: string; now: number };

export async function insertCalendar(
  tx: Tx,
  calendar: Omit<StoredCalendar, "version">,
  step: CalendarStep,
): Promise<void> {
  const done = await queries(tx)
    .insertInto("working_calendar")
    .values({
      id: calendar.id,
      name_zh: calendar.name.zh,
      name_en: calendar.name.en,
      definition: JSON.stringify(calendar.definition),
      shipped: JSON.stringify(calendar.definition),
      updated_at: new Date(step.now),
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows === 1n) await keepVersion(tx, { ...calendar, version: 1 }, step);
}

/** Writes the next version. @returns false when the calendar has another version meanwhile */
export async function updateCalendar(tx: Tx, calendar: StoredCalendar, step: CalendarStep): Promise<boolean> {
  const next = { ...calendar, version: calendar.version + 1 };
  const done = await queries(tx)
    .updateTable("working_calendar")
    .set({
      name_zh: calendar.name.zh,
      name_en: calendar.name.en,
      definition: JSON.stringify(calendar.definition),
      version: next.version,
      updated_at: new Date(step.now),
      updated_by: step.staffId,
    })
    .where("id", "=", calendar.id)
    .where("version", "=", calendar.version)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await keepVersion(tx, next, step);
  return true;
}

export async function setShipped(tx: Tx, calendarId: string, { shipped, offered }: ShippedCalendar): Promise<void> {
  const kept = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await queries(tx)
    .updateTable("working_calendar")
    .set({ shipped: kept(shipped), offered: kept(offered) })
    .where("id", "=", calendarId)
    .execute();
}

async function keepVersion(tx: Tx, calendar: StoredCalendar, step: CalendarStep): Promise<void> {
  await queries(tx)
    .insertInto("working_calendar_version")
    .values({
      calendar_id: calendar.id,
      version: calendar.version,
      name_zh: calendar.name.zh,
      name_en: calendar.name.en,
      definition: JSON.stringify(calendar.definition),
      at: new Date(step.now),
      staff_id: step.staffId,
      reason: step.reason,
    })
    .execute();
}

export type CalendarVersion = StoredCalendar & { at: Date; by: { id: string; name: string } | null; reason: string };

/** The newest first, below `before` when it is given. */
export async function listCalendarVersions(
  tx: Tx,
  calendarId: string,
  page: { before: number | null; limit: number },
): Promise<CalendarVersion[]> {
  const rows = await queries(tx)
    .selectFrom("working_calendar_version as v")
    .leftJoin("staff_member as s", "s.id", "v.staff_id")
    .selectAll("v")
    .select("s.name as staff_name")
    .where("calendar_id", "=", calendarId)
    .$if(page.before !== null, (query) => query.where("v.version", "<", page.before ?? 0))
    .orderBy("v.version", "desc")
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    id: row.calendar_id,
    name: { zh: row.name_zh, en: row.name_en },
    definition: row.definition,
    version: row.version,
    at: row.at,
    by: row.staff_id === null ? null : { id: row.staff_id, name: row.staff_name ?? "" },
    reason: row.reason,
  }));
}
