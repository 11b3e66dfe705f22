import { readCustomerRow, type ColumnMapping } from "../../domain/contact/index.ts";
import { addJob } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { applyCustomerRow, type Applied } from "./apply-customer-row.ts";
import type { CustomerDeps } from "./deps.ts";
import { countRow, findImport, finishImport, importContent, lockImport } from "./import-store.ts";
import { asBadRow } from "./preview-import.ts";
import { readCsv, type CsvFile, type CsvRow } from "./read-csv.ts";
import { ticketHooks } from "./ticket-moves.ts";

export const IMPORT_CUSTOMERS_JOB = "import_customers";
/** A job ends after so many rows and adds the next, so that a stop never waits long. */
const ROWS_PER_JOB = 500;

export const enqueueImport = (tx: Tx, importId: string): Promise<void> =>
  addJob(tx, IMPORT_CUSTOMERS_JOB, { importId }, { queue: IMPORT_CUSTOMERS_JOB });

/**
 * Brings in the next rows, each in its own transaction together with its count: whenever the process dies, the next run goes
 * on with the row after the last one that stands.
 */
export async function runImport(deps: CustomerDeps, importId: string): Promise<void> {
  const content = await importContent(deps.db.reading, importId);
  const standing = await findImport(deps.db.reading, importId);
  if (!content || standing?.report.state !== "running") return;
  const file = readCsv(content);
  for (let row = 0; row < ROWS_PER_JOB; row += 1)
    if (!(await deps.db.inTransaction((tx) => nextRow(deps, tx, importId, file)))) return;
  await deps.db.inTransaction((tx) => enqueueImport(tx, importId));
}

/** @returns false when there is no row left. */
async function nextRow(deps: CustomerDeps, tx: Tx, importId: string, file: CsvFile): Promise<boolean> {
  const stored = await lockImport(tx, importId);
  if (stored?.report.state !== "running") return false;
  const { mapping, createdBy, report } = stored;
  const row = file.rows[report.rowsDone];
  if (!row) {
    await finishImport(tx, importId, deps.now());
    return false;
  }
  const columns = { headers: file.headers, mapping };
  await bringRow(deps, tx, { importId, row, columns }, createdBy);
  return true;
}

type Incoming = { importId: string; row: CsvRow; columns: { headers: readonly string[]; mapping: ColumnMapping } };

async function bringRow(deps: CustomerDeps, tx: Tx, incoming: Incoming, staffId: string | null): Promise<void> {
  const { importId, row, columns } = incoming;
  const read = readCustomerRow(row.cells, columns.mapping);
  const by = { staffId, now: deps.now(), hooks: ticketHooks(deps.desk) };
  const applied: Applied = read.complaints.length
    ? { contact: null, contactId: null, organisationMade: false, complaints: read.complaints }
    : await applyCustomerRow(tx, read.row, by);
  const { contact, contactId, organisationMade, complaints } = applied;
  const bad = complaints.length ? { cells: row.cells, row: asBadRow(row.line, complaints, columns) } : null;
  await countRow(tx, importId, { contact, organisationMade, bad });
  if (contactId && contact === "changed") await deps.customersChanged(tx, { contactIds: [contactId] });
}
