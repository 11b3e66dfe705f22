import { Readable } from "node:stream";
import type { TicketFilter } from "../../contract/ticket-list-routes.ts";
import type { TicketRow } from "../../contract/ticket-shapes.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { csvLine } from "../../domain/csv-line.ts";
import { HEADINGS, wordFor } from "./export-words.ts";
import type { Sort } from "./list-order.ts";
import { listTickets } from "./list-tickets.ts";

export const EXPORT_ROWS_MAX = 100_000;
const PAGE_ROWS = 500;
/** Without it Excel reads UTF-8 as the machine's own charset. */
const BYTE_ORDER_MARK = "\uFEFF";

export type ExportRequest = { filter: TicketFilter; sort: Sort; language: "zh" | "en" };

/** A list as CSV, read page by page while it is sent; times on the wall clock of who asks. */
export function exportTickets(tx: Tx, session: SignedIn, request: ExportRequest): Readable {
  return Readable.from(lines(tx, session, request));
}

async function* lines(tx: Tx, session: SignedIn, { filter, sort, language }: ExportRequest): AsyncGenerator<string> {
  const at = wallClock(session.timeZone);
  yield BYTE_ORDER_MARK + csvLine(HEADINGS.map(([zh, en]) => (language === "zh" ? zh : en)));
  let cursor: string | undefined;
  for (let rows = 0; rows < EXPORT_ROWS_MAX; rows += PAGE_ROWS) {
    const page = await listTickets(tx, session.viewer, { filter, sort, cursor, limit: PAGE_ROWS });
    yield page.items.map((row) => csvLine(cellsOf(row, at, language))).join("");
    if (page.nextCursor === null) return;
    cursor = page.nextCursor;
  }
}

const cellsOf = (row: TicketRow, at: (instant: string) => string, language: "zh" | "en"): string[] => [
  String(row.number),
  row.subject,
  wordFor(row.state, language),
  row.priority,
  wordFor(row.kind, language),
  row.categoryId ?? "",
  row.contact.name,
  row.organisation?.name ?? "",
  wordFor(row.tier, language),
  row.team?.name ?? "",
  row.assignee?.name ?? "",
  wordFor(row.channel, language),
  at(row.openedAt),
  at(row.lastMessageAt),
  at(row.updatedAt),
  row.nextDue ? at(row.nextDue.dueAt) : "",
  wordFor(row.promiseState, language),
  row.tags.join(" "),
];

/** `2026-03-02 09:00:00`, which every spreadsheet takes for a time. */
function wallClock(timeZone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (instant) => format.format(new Date(instant));
}
