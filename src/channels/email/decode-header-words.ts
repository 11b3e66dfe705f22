import { decodeCharset } from "./decode-charset.ts";
import type { FallbackCharset } from "./decode-charset.ts";

const WORD = /=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=/g;

/**
 * Header text with its RFC 2047 words decoded. The bytes of neighbours in one charset are joined before they are
 * decoded: Chinese gateways cut a character in two.
 */
export function decodeHeaderWords(value: string, fallback: FallbackCharset): string {
  if (!value.includes("=?")) return value;
  let out = "";
  let end = 0;
  let charset = "";
  let pending: Buffer[] = [];
  const flush = (): void => {
    if (pending.length > 0) out += decodeCharset(Buffer.concat(pending), charset, fallback);
    pending = [];
  };
  for (const match of value.matchAll(WORD)) {
    const between = value.slice(end, match.index);
    const label = match[1]!.toLowerCase();
    if (pending.length > 0 && (between.trim() !== "" || label !== charset)) flush();
    if (between.trim() !== "" || end === 0) out += between;
    charset = label;
    pending.push(bytesOf(match[2]!, match[3]!));
    end = match.index + match[0].length;
  }
  flush();
  return out + value.slice(end);
}

function bytesOf(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === "b") return Buffer.from(text, "base64");
  const latin1 = text
    .replaceAll("_", " ")
    .replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(latin1, "latin1");
}
