import { CodedError } from "../../contract/coded-error.ts";
import { importRoutes } from "../../contract/customer-routes.ts";
import { handle, recordAudit } from "../../core/staff/index.ts";
import { guessColumns, isUsable } from "../../domain/contact/index.ts";
import { csvLine } from "../../domain/csv-line.ts";
import type { Call } from "../../platform/http/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Doer } from "./deps.ts";
import { BYTE_ORDER_MARK, csvFile } from "./export-contacts.ts";
import {
  badRowsOf,
  findImport,
  importContent,
  insertImport,
  listImports,
  lockImport,
  startImport,
} from "./import-store.ts";
import { previewImport } from "./preview-import.ts";
import { readCsv } from "./read-csv.ts";
import { enqueueImport } from "./run-import.ts";

const IMPORT_BYTES_MAX = 10 * 1024 * 1024;

export const importHandlers = () => [
  handle(importRoutes.list, async ({ tx }) => ({ items: await listImports(tx) })),

  handle(importRoutes.upload, async (call) => {
    const { content, fileName } = await receiveFile(call.request);
    const file = readCsv(content);
    const { encoding, delimiter, rows } = file;
    const stored = { fileName, content, encoding, delimiter, rowsTotal: rows.length };
    const importId = await insertImport(call.tx, stored, { staffId: call.session.staffId, now: call.now });
    const { report } = await requireImport(call.tx, importId);
    return previewImport(report, file, guessColumns(file.headers));
  }),

  handle(importRoutes.preview, async ({ tx, params, body }) => {
    const { report } = await requireImport(tx, params.importId);
    return previewImport(report, await fileOf(tx, params.importId), body.mapping);
  }),

  handle(importRoutes.run, async (call) => {
    const { importId } = call.params;
    const stored = await lockImport(call.tx, importId);
    if (!stored) throw new CodedError("not_found");
    if (stored.report.state !== "uploaded") throw new CodedError("import_already_run");
    if (!isUsable(call.body.mapping)) throw new CodedError("import_columns_missing");
    await startImport(call.tx, importId, call.body.mapping, call.now);
    await enqueueImport(call.tx, importId);
    await note(call, importId, stored.report.fileName, stored.report.rowsTotal);
    return (await requireImport(call.tx, importId)).report;
  }),

  handle(importRoutes.show, async ({ tx, params }) => (await requireImport(tx, params.importId)).report),

  handle(importRoutes.badRows, async ({ tx, params, language }) => {
    const file = await fileOf(tx, params.importId);
    const bad = await badRowsOf(tx, params.importId);
    const [line, why] = language === "zh" ? ["行号", "原因"] : ["Line", "Reason"];
    const lines = [
      csvLine([line!, ...file.headers, why!]),
      ...bad.map(({ cells, row }) => {
        const padded = file.headers.map((_, at) => cells[at] ?? "");
        const reasons = row.complaints.map((complaint) => `${complaint.column}: ${complaint.reason[language]}`);
        return csvLine([String(row.line), ...padded, reasons.join("; ")]);
      }),
    ];
    return csvFile(Buffer.from(BYTE_ORDER_MARK + lines.join("")), `bad-rows-${params.importId.slice(-8)}.csv`);
  }),
];

async function receiveFile(request: Call<unknown>["request"]): Promise<{ content: Buffer; fileName: string }> {
  if (!request.isMultipart()) throw new CodedError("unsupported_media");
  const part = await request.file();
  if (!part) throw new CodedError("invalid_input", { issues: "file" });
  const content = await part.toBuffer();
  if (content.length > IMPORT_BYTES_MAX) throw new CodedError("payload_too_large");
  return { content, fileName: part.filename };
}

async function requireImport(tx: Tx, importId: string) {
  const stored = await findImport(tx, importId);
  if (!stored) throw new CodedError("not_found");
  return stored;
}

async function fileOf(tx: Tx, importId: string) {
  const content = await importContent(tx, importId);
  if (!content) throw new CodedError("not_found");
  return readCsv(content);
}

const note = (doer: Doer, id: string, name: string, rows: number) =>
  recordAudit(
    doer.tx,
    {
      actor: doer.session,
      ip: doer.ip,
      action: "customers.imported",
      target: { kind: "customer_import", id, name },
      facts: { rows },
    },
    doer.now,
  );
