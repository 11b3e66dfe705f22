import { sql } from "kysely";
import type { BadRow, ImportReport } from "../../contract/customer-shapes.ts";
import type { ColumnMapping } from "../../domain/contact/index.ts";
import { queries, type DB } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Selectable } from "kysely";

const LISTED_MAX = 50;
const FILE_NAME_CHARS_MAX = 300;

type Row = Omit<Selectable<DB["customer_import"]>, "content">;
export type StoredImport = { report: ImportReport; mapping: ColumnMapping; createdBy: string | null };

const REPORTED = [
  "id",
  "file_name",
  "encoding",
  "delimiter",
  "mapping",
  "state",
  "rows_total",
  "rows_done",
  "contacts_made",
  "contacts_changed",
  "organisations_made",
  "unchanged",
  "bad_rows",
  "created_by",
  "created_at",
  "started_at",
  "finished_at",
] as const;

const asStored = (row: Row): StoredImport => ({
  mapping: row.mapping as ColumnMapping,
  createdBy: row.created_by,
  report: {
    id: row.id,
    fileName: row.file_name,
    encoding: row.encoding,
    delimiter: row.delimiter,
    state: row.state as ImportReport["state"],
    rowsTotal: row.rows_total,
    rowsDone: row.rows_done,
    contactsMade: row.contacts_made,
    contactsChanged: row.contacts_changed,
    organisationsMade: row.organisations_made,
    unchanged: row.unchanged,
    badRows: row.bad_rows,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  },
});

export async function insertImport(
  tx: Tx,
  file: { fileName: string; content: Buffer; encoding: string; delimiter: string; rowsTotal: number },
  by: { staffId: string; now: number },
): Promise<string> {
  const id = newId(by.now);
  await queries(tx)
    .insertInto("customer_import")
    .values({
      id,
      file_name: file.fileName.replaceAll("\0", "").slice(0, FILE_NAME_CHARS_MAX) || "customers.csv",
      content: file.content,
      encoding: file.encoding,
      delimiter: file.delimiter,
      state: "uploaded",
      rows_total: file.rowsTotal,
      created_by: by.staffId,
      created_at: new Date(by.now),
    })
    .execute();
  return id;
}

export async function findImport(tx: Tx, importId: string): Promise<StoredImport | null> {
  const row = await queries(tx)
    .selectFrom("customer_import")
    .select(REPORTED)
    .where("id", "=", importId)
    .executeTakeFirst();
  return row ? asStored(row) : null;
}

/** Held until the transaction ends: one run of one import at a time. */
export async function lockImport(tx: Tx, importId: string): Promise<StoredImport | null> {
  const row = await queries(tx)
    .selectFrom("customer_import")
    .select(REPORTED)
    .where("id", "=", importId)
    .forUpdate()
    .executeTakeFirst();
  return row ? asStored(row) : null;
}

export async function listImports(tx: Tx): Promise<ImportReport[]> {
  const rows = await queries(tx)
    .selectFrom("customer_import")
    .select(REPORTED)
    .orderBy("created_at", "desc")
    .limit(LISTED_MAX)
    .execute();
  return rows.map((row) => asStored(row).report);
}

export async function importContent(tx: Tx, importId: string): Promise<Buffer | null> {
  const row = await queries(tx)
    .selectFrom("customer_import")
    .select("content")
    .where("id", "=", importId)
    .executeTakeFirst();
  return row?.content ?? null;
}

export async function startImport(tx: Tx, importId: string, mapping: ColumnMapping, now: number): Promise<void> {
  await queries(tx)
    .updateTable("customer_import")
    .set({ state: "running", mapping: JSON.stringify(mapping), started_at: new Date(now) })
    .where("id", "=", importId)
    .execute();
}

export type RowOutcome = {
  contact: "made" | "changed" | "unchanged" | null;
  organisationMade: boolean;
  bad: { cells: readonly string[]; row: BadRow } | null;
};

/** Counts one row, in the transaction that wrote it. */
export async function countRow(tx: Tx, importId: string, outcome: RowOutcome): Promise<void> {
  const one = (holds: boolean) => (holds ? 1 : 0);
  const { contact, organisationMade, bad } = outcome;
  await sql`update customer_import set rows_done = rows_done + 1,
      contacts_made = contacts_made + ${one(contact === "made")},
      contacts_changed = contacts_changed + ${one(contact === "changed")},
      organisations_made = organisations_made + ${one(organisationMade)},
      unchanged = unchanged + ${one(!bad && !organisationMade && (contact === "unchanged" || contact === null))},
      bad_rows = bad_rows + ${one(bad !== null)}
    where id = ${importId}`.execute(queries(tx));
  if (!bad) return;
  await queries(tx)
    .insertInto("customer_import_bad_row")
    .values({
      import_id: importId,
      line: bad.row.line,
      cells: JSON.stringify(bad.cells.map((cell) => cell.replaceAll("\0", ""))),
      complaints: JSON.stringify(bad.row.complaints),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function finishImport(tx: Tx, importId: string, now: number): Promise<void> {
  await queries(tx)
    .updateTable("customer_import")
    .set({ state: "done", finished_at: new Date(now) })
    .where("id", "=", importId)
    .execute();
}

export async function badRowsOf(tx: Tx, importId: string): Promise<{ cells: string[]; row: BadRow }[]> {
  const rows = await queries(tx)
    .selectFrom("customer_import_bad_row")
    .select(["line", "cells", "complaints"])
    .where("import_id", "=", importId)
    .orderBy("line")
    .execute();
  return rows.map((row) => ({
    cells: row.cells as string[],
    row: { line: row.line, complaints: row.complaints as BadRow["complaints"] },
  }));
}

/** Files of customers are personal data: they go, with their reports, when they are old. */
export async function forgetImports(tx: Tx, before: number): Promise<void> {
  await queries(tx).deleteFrom("customer_import").where("created_at", "<", new Date(before)).execute();
}
