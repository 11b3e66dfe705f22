import { Readable } from "node:stream";
import { listContacts, type ContactFilter, type ContactRow } from "../../core/contacts/index.ts";
import { recordAudit } from "../../core/staff/index.ts";
import { COLUMN_WORDS, maskEmail, maskPhone, type Column } from "../../domain/contact/index.ts";
import { csvLine } from "../../domain/csv-line.ts";
import { FileAnswer } from "../../platform/http/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Doer } from "./deps.ts";

const EXPORT_ROWS_MAX = 200_000;
const PAGE_ROWS = 500;
/** Without it Excel reads UTF-8 as the machine's own charset. */
export const BYTE_ORDER_MARK = "\uFEFF";

const COLUMNS_WRITTEN: Column[] = ["organisation", "tier", "name", "title", "email", "phone", "language"];

/** Contacts as a file that an import reads again; in clear only for people who may reveal personal data. */
export async function exportContacts(
  call: Doer & { query: ContactFilter; language: "zh" | "en" },
  inClear: boolean,
): Promise<FileAnswer> {
  const { tx, session, query, now } = call;
  const target = { kind: "contact_list" } as const;
  const facts = { filter: query, inClear };
  await recordAudit(tx, { actor: session, ip: call.ip, action: "contacts.exported", target, facts }, now);
  return csvFile(
    Readable.from(lines(tx, query, { inClear, language: call.language })),
    `contacts-${new Date(now).toISOString().slice(0, 10)}.csv`,
  );
}

export const csvFile = (body: Readable | Buffer, name: string): FileAnswer =>
  new FileAnswer(body, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}"`,
    "x-content-type-options": "nosniff",
  });

type Shown = { inClear: boolean; language: "zh" | "en" };

async function* lines(tx: Tx, filter: ContactFilter, shown: Shown): AsyncGenerator<string> {
  yield (
    BYTE_ORDER_MARK + csvLine(COLUMNS_WRITTEN.map((column) => COLUMN_WORDS[column][shown.language === "zh" ? 0 : 1]))
  );
  let cursor: string | undefined;
  for (let rows = 0; rows < EXPORT_ROWS_MAX; rows += PAGE_ROWS) {
    const page = await listContacts(tx, filter, { cursor, limit: PAGE_ROWS }, !shown.inClear);
    yield page.items.map((row) => csvLine(cellsOf(row, shown.inClear))).join("");
    if (page.nextCursor === null) return;
    cursor = page.nextCursor;
  }
}

const cellsOf = (row: ContactRow, inClear: boolean): string[] => [
  row.organisation?.name ?? "",
  row.organisation?.tier ?? "",
  row.name,
  row.title,
  (inClear ? row.emails : row.emails.map(maskEmail)).join("; "),
  (inClear ? row.phones : row.phones.map(maskPhone)).join("; "),
  row.language,
];
