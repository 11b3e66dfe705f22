import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type StoredCalendar = { id: string; name: { zh: string; en: string }; definition: unknown; version: number };

export async function findVersion(tx: Tx, sopVersionId: string): Promise<unknown> {
  const row = await queries(tx)
    .selectFrom("sop_version")
    .select("content")
    .where("id", "=", sopVersionId)
    .executeTakeFirst();
  return row?.content ?? null;
}

export async function publishedVersionId(tx: Tx, packId: string): Promise<string | null> {
  const row = await queries(tx)
    .selectFrom("sop_version")
    .select("id")
    .where("pack_id", "=", packId)
    .where("status", "=", "published")
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function newestVersion(tx: Tx, packId: string) {
  return queries(tx)
    .selectFrom("sop_version")
    .select(["id", "number", "digest", "status"])
    .where("pack_id", "=", packId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Publishes a version; the one published before retires. */
export async function insertPublishedVersion(
  tx: Tx,
  version: {
    id: string;
    packId: string;
    number: number;
    content: unknown;
    digest: string;
    reason: string;
    staffId: string | null;
    now: number;
  },
): Promise<void> {
  await queries(tx)
    .updateTable("sop_version")
    .set({ status: "retired" })
    .where("pack_id", "=", version.packId)
    .where("status", "=", "published")
    .execute();
  await queries(tx)
    .insertInto("sop_version")
    .values({
      id: version.id,
      pack_id: version.packId,
      number: version.number,
      status: "published",
      content: JSON.stringify(version.content),
      digest: version.digest,
      reason: version.reason,
      created_by: version.staffId,
      published_at: new Date(version.now),
    })
    .execute();
}

export async function listCalendars(tx: Tx): Promise<StoredCalendar[]> {
  const rows = await queries(tx).selectFrom("working_calendar").selectAll().orderBy("id").execute();
  return rows.map((row) => ({
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    definition: row.definition,
    version: row.version,
  }));
}

/** Keeps a shipped calendar that the desk does not have yet; one that was edited here stays. */
export async function insertCalendarIfAbsent(tx: Tx, calendar: Omit<StoredCalendar, "version">): Promise<void> {
  await queries(tx)
    .insertInto("working_calendar")
    .values({
      id: calendar.id,
      name_zh: calendar.name.zh,
      name_en: calendar.name.en,
      definition: JSON.stringify(calendar.definition),
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

/** @returns false when the calendar has another version meanwhile */
export async function updateCalendar(
  tx: Tx,
  calendar: Omit<StoredCalendar, "version">,
  by: { version: number; staffId: string; now: number },
): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("working_calendar")
    .set({
      name_zh: calendar.name.zh,
      name_en: calendar.name.en,
      definition: JSON.stringify(calendar.definition),
      version: by.version + 1,
      updated_at: new Date(by.now),
      updated_by: by.staffId,
    })
    .where("id", "=", calendar.id)
    .where("version", "=", by.version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
