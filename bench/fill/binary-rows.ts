/** What a cell may hold; which of them its column's kind says. A moment is epoch ms, a hash hex digits. */
export type Cell = string | number | boolean | null | readonly string[] | object;

/** Lexemes as `binaryRows` takes them: each with an end and without places. */
export type Words = { count: number; text: string };

export type RowBytes = { bytes: Uint8Array<ArrayBuffer>; rows: number };
export type RowWriter = {
  write(cells: readonly Cell[]): void;
  /** What was written since the last time; the memory is the taker's. */
  take(): RowBytes;
};

type Sheet = { bytes: Buffer<ArrayBuffer>; at: number };

const START_BYTES = 128 * 1024;
const LENGTH_BYTES = 4;
const COUNT_BYTES = 2;
const UTF8_BYTES_PER_CHAR_MAX = 3;
/** Shorter texts are written sign by sign, longer ones in one call. */
const SHORT_CHARS = 24;
const ASCII_END = 128;
const WORD = 0x1_0000_0000;
const EPOCH_2000_MS = Date.UTC(2000, 0, 1);
const MICROS_PER_MS = 1_000;
const NONE = -1;

/** Before the first row of COPY's binary format: its signature, no flags, no more of a head. */
export const COPY_HEAD = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
export const COPY_END = Buffer.from([0xff, 0xff]);

/**
 * Rows of one table in COPY's binary format: the server reads no dates, no hex and no escapes, and nobody writes them.
 * @param columns `name:kind`, kinds as in `KINDS`
 */
export function binaryRows(columns: readonly string[]): RowWriter {
  const kinds = columns.map((column) => KINDS[column.split(":")[1] as Kind]);
  let sheet = emptySheet();
  let rows = 0;
  return {
    write: (cells) => {
      rows += 1;
      room(sheet, COUNT_BYTES);
      sheet.at = sheet.bytes.writeInt16BE(kinds.length, sheet.at);
      for (let at = 0; at < kinds.length; at++) {
        const cell = cells[at]!;
        if (cell === null) int4(sheet, NONE);
        else kinds[at]!(sheet, cell as never);
      }
    },
    take: () => {
      const taken = { bytes: sheet.bytes.subarray(0, sheet.at), rows };
      sheet = emptySheet();
      rows = 0;
      return taken;
    },
  };
}

/** A list of lexemes, each once, as a cell. */
export const wordsCell = (lexemes: readonly string[]): Words => ({
  count: lexemes.length,
  text: lexemes.map((lexeme) => `${lexeme}${LEXEME_END}`).join(""),
});
/** The end of its text, then that it has no places. */
const LEXEME_END = "\0\0\0";

// Not of Node's shared memory, so that a thread can give it away.
const emptySheet = (): Sheet => ({ bytes: Buffer.from(new ArrayBuffer(START_BYTES)), at: 0 });

function room(sheet: Sheet, bytes: number): void {
  if (sheet.at + bytes <= sheet.bytes.length) return;
  const larger = Buffer.from(new ArrayBuffer(Math.max(sheet.bytes.length * 2, sheet.at + bytes)));
  larger.set(sheet.bytes.subarray(0, sheet.at));
  sheet.bytes = larger;
}

function int4(sheet: Sheet, value: number): void {
  room(sheet, LENGTH_BYTES);
  sheet.at = sheet.bytes.writeInt32BE(value, sheet.at);
}

function int8(sheet: Sheet, value: number): void {
  room(sheet, 3 * LENGTH_BYTES);
  const { bytes, at } = sheet;
  bytes.writeInt32BE(8, at);
  const high = Math.floor(value / WORD);
  bytes.writeInt32BE(high, at + 4);
  sheet.at = bytes.writeUInt32BE(value - high * WORD, at + 8);
}

function text(sheet: Sheet, value: string): void {
  room(sheet, LENGTH_BYTES + value.length * UTF8_BYTES_PER_CHAR_MAX);
  const start = sheet.at + LENGTH_BYTES;
  const end =
    (value.length < SHORT_CHARS && ascii(sheet.bytes, value, start)) || start + sheet.bytes.write(value, start);
  sheet.bytes.writeInt32BE(end - start, sheet.at);
  sheet.at = end;
}

/** Where it ends, or 0 when it holds others than ASCII. */
function ascii(bytes: Buffer, value: string, start: number): number {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code >= ASCII_END) return 0;
    bytes[start + at] = code;
  }
  return start + value.length;
}

const DASH = 45;
const DIGITS = new Uint8Array(ASCII_END);
for (const [value, digit] of [..."0123456789abcdef"].entries()) DIGITS[digit.charCodeAt(0)] = value;

function hex(sheet: Sheet, value: string): void {
  room(sheet, LENGTH_BYTES + value.length);
  const start = sheet.at + LENGTH_BYTES;
  let end = start;
  for (let at = 0; at < value.length; at += 2) {
    if (value.charCodeAt(at) === DASH) at += 1;
    sheet.bytes[end++] = (DIGITS[value.charCodeAt(at)]! << 4) | DIGITS[value.charCodeAt(at + 1)]!;
  }
  sheet.bytes.writeInt32BE(end - start, sheet.at);
  sheet.at = end;
}

const JSON_VERSION = "\u0001";
const TEXT_OID = 25;
const NUMERIC_DIGITS = /.{4}/g;

/** Not below zero: as the server keeps numbers, by ten thousands, of which the first stands `weight` places before the point. */
function numeric(sheet: Sheet, value: number): void {
  const [whole = "", part = ""] = String(value).split(".");
  const before = whole.padStart(Math.ceil(whole.length / 4) * 4, "0");
  const after = part.padEnd(Math.ceil(part.length / 4) * 4, "0");
  const digits = (before + after).match(NUMERIC_DIGITS)!.map(Number);
  const from = digits.findIndex((digit) => digit > 0);
  const kept = from < 0 ? [] : digits.slice(from, digits.findLastIndex((digit) => digit > 0) + 1);
  const weight = from < 0 ? 0 : before.length / 4 - 1 - from;
  const fields = [kept.length, weight, 0, part.length, ...kept];
  int4(sheet, fields.length * 2);
  room(sheet, fields.length * 2);
  for (const field of fields) sheet.at = sheet.bytes.writeInt16BE(field, sheet.at);
}

/** Fills in the length of what `inner` writes. */
function measured(sheet: Sheet, inner: () => void): void {
  int4(sheet, 0);
  const start = sheet.at;
  inner();
  sheet.bytes.writeInt32BE(sheet.at - start, start - LENGTH_BYTES);
}

const KINDS = {
  uuid: hex,
  hex,
  text,
  numeric,
  int8,
  int4: (sheet: Sheet, value: number) => {
    int4(sheet, LENGTH_BYTES);
    int4(sheet, value);
  },
  bool: (sheet: Sheet, value: boolean) => {
    int4(sheet, 1);
    room(sheet, 1);
    sheet.bytes[sheet.at++] = value ? 1 : 0;
  },
  moment: (sheet: Sheet, ms: number) => int8(sheet, (Math.trunc(ms) - EPOCH_2000_MS) * MICROS_PER_MS),
  /** JSON's text. */
  json: (sheet: Sheet, value: string) => text(sheet, JSON_VERSION + value),
  words: (sheet: Sheet, value: Words) =>
    measured(sheet, () => {
      int4(sheet, value.count);
      room(sheet, value.text.length * UTF8_BYTES_PER_CHAR_MAX);
      sheet.at += sheet.bytes.write(value.text, sheet.at);
    }),
  texts: (sheet: Sheet, values: readonly string[]) =>
    measured(sheet, () => {
      for (const field of values.length > 0 ? [1, 0, TEXT_OID, values.length, 1] : [0, 0, TEXT_OID]) int4(sheet, field);
      for (const value of values) text(sheet, value);
    }),
};

type Kind = keyof typeof KINDS;
