import type { BadRow, ImportPreview, ImportReport } from "../../contract/customer-shapes.ts";
import { readCustomerRow, type ColumnMapping, type Complaint } from "../../domain/contact/index.ts";
import type { CsvFile } from "./read-csv.ts";

const ROWS_SHOWN_MAX = 20;
const BAD_ROWS_SHOWN_MAX = 100;

/** What the file would bring under a mapping; nothing is written. */
export function previewImport(report: ImportReport, file: CsvFile, mapping: ColumnMapping): ImportPreview {
  const bad = file.rows.flatMap((row) => {
    const { complaints } = readCustomerRow(row.cells, mapping);
    return complaints.length ? [asBadRow(row.line, complaints, { headers: file.headers, mapping })] : [];
  });
  return {
    report,
    headers: file.headers,
    mapping,
    rows: file.rows.slice(0, ROWS_SHOWN_MAX),
    badRows: bad.slice(0, BAD_ROWS_SHOWN_MAX),
    badRowsTotal: bad.length,
  };
}

/** Complaints under the headings that the file has itself. */
export const asBadRow = (
  line: number,
  complaints: readonly Complaint[],
  columns: { headers: readonly string[]; mapping: ColumnMapping },
): BadRow => ({
  line,
  complaints: complaints.map(({ column, value, reason }) => {
    const at = columns.mapping[column];
    return { column: (at === undefined ? undefined : columns.headers[at]) ?? column, value, reason };
  }),
});
