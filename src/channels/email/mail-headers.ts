import { HEADER_BYTES_MAX, HEADER_LINES_MAX, HEADER_VALUE_CHARS_MAX } from "./mail-bounds.ts";
import { trimBlanks } from "./trim-blanks.ts";

/** One header field: lower-case name, unfolded value, its bytes still one latin1 character each. */
export type MailHeader = { name: string; raw: string };
export type MailHeaders = readonly MailHeader[];

export type HeaderBlock = { headers: MailHeaders; bodyStart: number; tooLarge: boolean };

const FIELD = /^([!-9;-~]{1,200})[ \t]*:[ \t]*(.*)$/s;

/**
 * The header block of `source[start, end)`. A missing blank line is forgiven: the body begins at the first line
 * that is no header. Folded lines are joined, with the break as one space.
 */
export function readHeaderBlock(source: string, start: number, end: number): HeaderBlock {
  const headers: MailHeader[] = [];
  let at = start;
  let tooLarge = false;
  while (at < end) {
    const line = lineAt(source, at, end);
    if (line.text === "") return { headers, bodyStart: line.next, tooLarge };
    if (at - start > HEADER_BYTES_MAX || headers.length >= HEADER_LINES_MAX) tooLarge = true;
    if (/^[ \t]/.test(line.text) && headers.length > 0) fold(headers.at(-1)!, line.text);
    else if (!isMailboxSeparator(line.text, headers.length)) {
      const field = FIELD.exec(line.text);
      if (!field) return { headers, bodyStart: at, tooLarge };
      if (!tooLarge)
        headers.push({ name: field[1]!.toLowerCase(), raw: trimBlanks(field[2]!.slice(0, HEADER_VALUE_CHARS_MAX)) });
    }
    at = line.next;
  }
  return { headers, bodyStart: end, tooLarge };
}

/** The value of the first field of that name, still raw. */
export function rawHeader(headers: MailHeaders, name: string): string | null {
  return headers.find((header) => header.name === name)?.raw ?? null;
}

/** All values of that name, top-most first, still raw. */
export function rawHeaders(headers: MailHeaders, name: string): string[] {
  return headers.filter((header) => header.name === name).map((header) => header.raw);
}

function lineAt(source: string, at: number, end: number): { text: string; next: number } {
  const feed = source.indexOf("\n", at);
  const stop = feed < 0 || feed >= end ? end : feed;
  const text = source.slice(at, source.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop);
  return { text, next: Math.min(stop + 1, end) };
}

function fold(header: MailHeader, line: string): void {
  if (header.raw.length < HEADER_VALUE_CHARS_MAX) header.raw = `${header.raw} ${trimBlanks(line)}`;
}

/** `From a@b Mon …` before the first field, as mbox files and some bounces carry it. */
function isMailboxSeparator(line: string, headersSoFar: number): boolean {
  return headersSoFar === 0 && /^>?From /.test(line);
}
