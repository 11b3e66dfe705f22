import { parse, type CsvError } from "csv-parse/sync";
import { CodedError } from "../../contract/coded-error.ts";

export const IMPORT_ROWS_MAX = 10_000;
const ROW_CHARS_MAX = 100_000;
const COLUMNS_MAX = 200;
const SAMPLE_CHARS = 20_000;
const DELIMITERS = [",", "\t", ";", "，"];

/** `line` is where the row begins in the file, from 1. */
export type CsvRow = { line: number; cells: string[] };
export type CsvFile = { encoding: string; delimiter: string; headers: string[]; rows: CsvRow[] };

/**
 * Reads a file as spreadsheets write it: UTF-8 with or without mark, UTF-16, or GBK; commas, tabs or semicolons. A first row
 * that holds an e-mail address is taken for data.
 * @throws CodedError import_unreadable with the line, import_too_long
 */
export function readCsv(content: Buffer): CsvFile {
  const { text, encoding } = decode(content);
  const delimiter = guessDelimiter(text);
  const rows = readRows(text, delimiter).filter((row) => row.cells.some((cell) => cell.trim() !== ""));
  const [first] = rows;
  if (!first) throw new CodedError("import_unreadable", { line: 1, why: "—" });
  const headless = first.cells.some((cell) => cell.includes("@"));
  const body = headless ? rows : rows.slice(1);
  if (body.length > IMPORT_ROWS_MAX) throw new CodedError("import_too_long", { rowsMax: IMPORT_ROWS_MAX });
  const headers = headless ? first.cells.map((_, at) => `#${at + 1}`) : first.cells.map((cell) => cell.trim());
  return { encoding, delimiter, headers: headers.slice(0, COLUMNS_MAX), rows: body };
}

/** GB 18030 holds GBK and GB 2312, and is what Excel in China writes without asking. */
function decode(content: Buffer): { text: string; encoding: string } {
  if (content[0] === 0xff && content[1] === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(content), encoding: "UTF-16" };
  if (content[0] === 0xfe && content[1] === 0xff)
    return { text: new TextDecoder("utf-16be").decode(content), encoding: "UTF-16" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(content), encoding: "UTF-8" };
  } catch {
    return { text: new TextDecoder("gb18030").decode(content), encoding: "GBK" };
  }
}

/** The one that stands most often in the first line. */
function guessDelimiter(text: string): string {
  const line =
    text
      .slice(0, SAMPLE_CHARS)
      .split(/\r?\n/)
      .find((each) => each.trim() !== "") ?? "";
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

type Read = { record: string[]; info: { lines: number } };

function readRows(text: string, delimiter: string): CsvRow[] {
  try {
    const read = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      max_record_size: ROW_CHARS_MAX,
      to: IMPORT_ROWS_MAX + 2,
    }) as unknown as Read[];
    let line = 1;
    return read.map(({ record, info }) => {
      const row = { line, cells: record.slice(0, COLUMNS_MAX) };
      line = info.lines + 1;
      return row;
    });
  } catch (error) {
    const { lines = 1, code, message } = error as CsvError & { lines?: number };
    throw new CodedError("import_unreadable", { line: lines, why: WHY[code as string] ?? message });
  }
}

const WHY: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: "引号没有结束 / a quotation mark is not closed",
  INVALID_OPENING_QUOTE: "引号位置不正确 / a quotation mark stands inside a cell",
  CSV_INVALID_CLOSING_QUOTE: "引号之后还有内容 / something follows a closing quotation mark",
  CSV_MAX_RECORD_SIZE: "某一行过长 / a row is too long",
};
