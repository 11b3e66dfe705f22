import { decodeCharset } from "./decode-charset.ts";
import type { FallbackCharset } from "./decode-charset.ts";
import { decodeHeaderWords } from "./decode-header-words.ts";

export type Parametered = { value: string; params: ReadonlyMap<string, string> };

const PARAMETER = /;\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)/g;

const VALUE_CHARS_MAX = 400;

type Piece = { index: number; text: string; encoded: boolean };

/**
 * `type/sub; name=value` with RFC 2231 continuations and charsets, and the encoded words that mail programs put
 * into quotes against the rules. Names are lower case; where a name stands twice the extended form wins.
 */
export function readParameters(header: string, fallback: FallbackCharset): Parametered {
  const stop = header.indexOf(";");
  const value = header
    .slice(0, stop < 0 ? VALUE_CHARS_MAX : Math.min(stop, VALUE_CHARS_MAX))
    .replace(/\([^)]*\)/g, "")
    .trim()
    .toLowerCase();
  const pieces = new Map<string, Piece[]>();
  for (const match of (stop < 0 ? "" : header.slice(stop)).matchAll(PARAMETER)) collect(pieces, match[1]!, match[2]!);
  const params = new Map<string, string>();
  for (const [name, list] of pieces) params.set(name, assemble(list, fallback));
  return { value, params };
}

function collect(pieces: Map<string, Piece[]>, rawName: string, rawText: string): void {
  const [, name, index, star] = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(rawName.toLowerCase()) ?? [];
  if (name === undefined) return;
  const piece = { index: index === undefined ? -1 : Number(index), text: unquote(rawText), encoded: star === "*" };
  const list = pieces.get(name) ?? [];
  list.push(piece);
  pieces.set(name, list);
}

function unquote(raw: string): string {
  const text = raw.trim();
  if (!text.startsWith('"')) return text;
  // A backslash before another character than " or \ is a Windows path, not an escape.
  return text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined).replace(/\\(["\\])/g, "$1");
}

function assemble(list: readonly Piece[], fallback: FallbackCharset): string {
  const whole = list.find((piece) => piece.index === -1 && piece.encoded);
  if (whole) return decodeExtended([whole], fallback);
  const parts = list.filter((piece) => piece.index >= 0).sort((a, b) => a.index - b.index);
  if (parts.length > 0) return decodeExtended(parts, fallback);
  return decodeHeaderWords(list[0]?.text ?? "", fallback).trim();
}

function decodeExtended(parts: readonly Piece[], fallback: FallbackCharset): string {
  const first = /^([^']*)'[^']*'([\s\S]*)$/.exec(parts[0]!.text);
  const charset = parts[0]!.encoded && first ? first[1]! : null;
  const bytes = parts.map((piece, at) => {
    const text = at === 0 && charset !== null ? first![2]! : piece.text;
    return piece.encoded ? percentBytes(text) : Buffer.from(text, "utf8");
  });
  const decoded = decodeCharset(Buffer.concat(bytes), charset, fallback);
  return charset === null ? decodeHeaderWords(decoded, fallback) : decoded;
}

function percentBytes(text: string): Buffer {
  const latin1 = text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(latin1, "latin1");
}
