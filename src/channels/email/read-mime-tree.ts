import type { UnreadableReason } from "../../domain/channel/inbound-message.ts";
import type { FallbackCharset } from "./decode-charset.ts";
import { decodeRawText } from "./decode-charset.ts";
import { DEPTH_MAX, PARTS_MAX } from "./mail-bounds.ts";
import { rawHeader, readHeaderBlock } from "./mail-headers.ts";
import type { MailHeaders } from "./mail-headers.ts";
import { readParameters } from "./read-parameters.ts";
import type { Parametered } from "./read-parameters.ts";

/** `body` is a slice of the source, still encoded, one byte per character; `parts` is empty on a leaf. */
export type MimePart = {
  headers: MailHeaders;
  type: Parametered;
  disposition: Parametered | null;
  body: string;
  parts: readonly MimePart[];
};

export type MimeTree = { root: MimePart; broken: UnreadableReason | null };

type Walk = { source: string; fallback: FallbackCharset; parts: number; broken: UnreadableReason | null };

/**
 * The MIME tree of a raw mail given as latin1 text. Missing closings, wrong boundaries and multiparts without parts
 * are forgiven; beyond the bounds `broken` says which. Enclosed messages stay leaves.
 */
export function readMimeTree(source: string, fallback: FallbackCharset): MimeTree {
  const walk: Walk = { source, fallback, parts: 0, broken: null };
  const root = readPart(walk, { start: 0, end: source.length, depth: 0 }, "text/plain");
  return { root, broken: walk.broken };
}

type Range = { start: number; end: number; depth: number };

function readPart(walk: Walk, range: Range, defaultType: string): MimePart {
  const block = readHeaderBlock(walk.source, range.start, range.end);
  if (block.tooLarge) walk.broken ??= "header_too_large";
  if (++walk.parts > PARTS_MAX) walk.broken ??= "too_many_parts";
  if (range.depth > DEPTH_MAX) walk.broken ??= "too_deep";
  const type = parametered(walk, rawHeader(block.headers, "content-type")) ?? { value: defaultType, params: new Map() };
  const disposition = parametered(walk, rawHeader(block.headers, "content-disposition"));
  const body = { start: block.bodyStart, end: range.end, depth: range.depth + 1 };
  const parts = type.value.startsWith("multipart/") && walk.broken === null ? readParts(walk, body, type) : [];
  const isLeaf = parts.length === 0;
  return {
    headers: block.headers,
    type: isLeaf && type.value.startsWith("multipart/") ? { value: "text/plain", params: type.params } : type,
    disposition,
    body: isLeaf ? walk.source.slice(body.start, body.end) : "",
    parts,
  };
}

function parametered(walk: Walk, raw: string | null): Parametered | null {
  if (raw === null) return null;
  const read = readParameters(decodeRawText(raw, null, walk.fallback), walk.fallback);
  return /^[\w.+-]+(\/[\w.+*-]+)?$/.test(read.value) ? read : null;
}

function readParts(walk: Walk, body: Range, type: Parametered): MimePart[] {
  const boundary = type.params.get("boundary") || guessBoundary(walk.source, body);
  if (boundary === null) return [];
  const childType = type.value === "multipart/digest" ? "message/rfc822" : "text/plain";
  const parts: MimePart[] = [];
  for (const range of splitAt(walk.source, body, boundary)) {
    if (walk.broken !== null) break;
    parts.push(readPart(walk, { ...range, depth: body.depth }, childType));
  }
  return parts;
}

function guessBoundary(source: string, body: Range): string | null {
  return (
    /(?:^|\n)--([^\s-][^\r\n]{0,98}?)[ \t]*\r?\n/.exec(
      source.slice(body.start, Math.min(body.end, body.start + 4096)),
    )?.[1] ?? null
  );
}

function splitAt(source: string, body: Range, boundary: string): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  const mark = `--${boundary}`;
  let open = -1;
  for (
    let at = source.indexOf(mark, body.start);
    at >= 0 && at < body.end;
    at = source.indexOf(mark, at + mark.length)
  ) {
    const line = delimiterAt(source, at, { body, length: mark.length });
    if (!line) continue;
    if (open >= 0) ranges.push({ start: open, end: Math.max(open, beforeBreak(source, at)) });
    open = line.closes ? -1 : line.next;
    if (line.closes || ranges.length > PARTS_MAX) break;
  }
  if (open >= 0 && open < body.end) ranges.push({ start: open, end: body.end });
  return ranges;
}

/** A delimiter stands at the start of a line and has only white space after it: `x` is no prefix of `xy`. */
function delimiterAt(
  source: string,
  at: number,
  mark: { body: Range; length: number },
): { closes: boolean; next: number } | null {
  const startsLine = at === mark.body.start || source.charCodeAt(at - 1) === 10;
  if (!startsLine) return null;
  const feed = source.indexOf("\n", at + mark.length);
  const stop = feed < 0 || feed >= mark.body.end ? mark.body.end : feed;
  const rest = source.slice(at + mark.length, Math.min(stop, at + mark.length + 200)).trim();
  if (rest !== "" && !rest.startsWith("--")) return null;
  return { closes: rest.startsWith("--"), next: Math.min(stop + 1, mark.body.end) };
}

/** The line break before a delimiter belongs to the delimiter. */
function beforeBreak(source: string, at: number): number {
  return source.charCodeAt(at - 2) === 13 ? at - 2 : at - 1;
}
