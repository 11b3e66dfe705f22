import { trimBlanksEnd } from "./trim-blanks.ts";

/**
 * Bytes of a part under its Content-Transfer-Encoding; `latin1` holds one byte per character.
 * Broken encodings yield what can be read, never an error.
 */
export function decodeTransfer(latin1: string, encoding: string): Buffer {
  const name = encoding.trim().toLowerCase();
  if (name === "base64") return decodeBase64(latin1);
  if (name === "quoted-printable") return Buffer.from(decodeQuotedPrintable(latin1), "latin1");
  if (name === "x-uuencode" || name === "x-uue" || name === "uuencode") return decodeUu(latin1);
  return Buffer.from(latin1, "latin1");
}

/** Several padded blocks one after the other are one content. */
function decodeBase64(latin1: string): Buffer {
  const clean = latin1.replace(/[^A-Za-z0-9+/=]+/g, "");
  const padding = clean.indexOf("=");
  if (padding < 0 || /^=*$/.test(clean.slice(padding))) return Buffer.from(clean, "base64");
  return Buffer.concat(clean.split(/=+/).map((block) => Buffer.from(block, "base64")));
}

function decodeQuotedPrintable(latin1: string): string {
  return latin1
    .split("\n")
    .map((line) => softLine(trimBlanksEnd(line)))
    .join("")
    .replace(/\n$/, "")
    .replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** A `=` at the end of a line joins it with the next. */
function softLine(line: string): string {
  return line.endsWith("=") ? line.slice(0, -1) : `${line}\n`;
}

function decodeUu(latin1: string): Buffer {
  const lines = latin1.split(/\r?\n/);
  const begin = lines.findIndex((line) => /^begin [0-7]{3,4} /.test(line));
  const chunks: Buffer[] = [];
  for (const line of lines.slice(begin + 1)) {
    if (line === "end") break;
    chunks.push(decodeUuLine(line));
  }
  return Buffer.concat(chunks);
}

function decodeUuLine(line: string): Buffer {
  const length = line === "" ? 0 : (line.charCodeAt(0) - 32) & 63;
  const out = Buffer.alloc(length + 3);
  for (let at = 1, to = 0; to < length; at += 4, to += 3) {
    const bits = [0, 1, 2, 3].reduce((sum, i) => (sum << 6) | (((line.charCodeAt(at + i) || 32) - 32) & 63), 0);
    out.writeUIntBE(bits & 0xffffff, to, 3);
  }
  return out.subarray(0, length);
}
