import iconv from "iconv-lite";

export type FallbackCharset = "gb18030" | "big5";

const ALIASES: Record<string, string> = {
  gb2312: "gb18030",
  "gb_2312-80": "gb18030",
  "gb2312-80": "gb18030",
  csgb2312: "gb18030",
  gbk: "gb18030",
  "x-gbk": "gb18030",
  cp936: "gb18030",
  ms936: "gb18030",
  "windows-936": "gb18030",
  "hz-gb-2312": "gb18030",
  "euc-cn": "gb18030",
  "big5-hkscs": "big5",
  "big5-eten": "big5",
  cp950: "big5",
  "ks_c_5601-1987": "euc-kr",
  cp949: "euc-kr",
  utf8: "utf-8",
  "utf-8mb4": "utf-8",
  "unicode-1-1-utf-8": "utf-8",
  "unicode-1-1-utf-7": "utf-7",
  "x-unicode-2-0-utf-7": "utf-7",
  "iso-8859-8-e": "iso-8859-8",
};

/** Labels that say nothing: the bytes have to speak for themselves. */
const SILENT = new Set([
  "",
  "us-ascii",
  "ascii",
  "7bit",
  "8bit",
  "unknown-8bit",
  "default_charset",
  "x-unknown",
  "unknown",
  "default",
  "binary",
]);

/** The canonical name of a charset label; null where the label says nothing about bytes above 127. */
export function charsetOf(label: string | null | undefined): string | null {
  const name = (label ?? "")
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, "")
    .replace(/\*.*$/, "");
  return SILENT.has(name) ? null : (ALIASES[name] ?? name);
}

/**
 * Text of bytes under a charset label. Unlabelled, unknown and wrongly labelled UTF-8 bytes are detected:
 * valid UTF-8 first, then `fallback` where the bytes look Chinese, else Western. Never throws.
 */
export function decodeCharset(bytes: Uint8Array, label: string | null | undefined, fallback: FallbackCharset): string {
  const charset = charsetOf(label);
  if (charset === null) return detectAndDecode(bytes, fallback);
  if (charset === "utf-8") return strictUtf8(bytes) ?? detectAndDecode(bytes, fallback);
  const decoder = decoderOf(charset);
  if (decoder) return decoder.decode(bytes);
  return iconv.encodingExists(charset) ? iconv.decode(Buffer.from(bytes), charset) : detectAndDecode(bytes, fallback);
}

/** Header text that arrived as raw bytes, one latin1 character each; `hint` is the body's own label. */
export function decodeRawText(latin1: string, hint: string | null, fallback: FallbackCharset): string {
  // oxlint-disable-next-line no-control-regex -- plain ASCII needs no decoding
  if (/^[\x00-\x7f]*$/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, "latin1");
  return (
    strictUtf8(bytes) ?? (charsetOf(hint) ? decodeCharset(bytes, hint, fallback) : detectAndDecode(bytes, fallback))
  );
}

const decoders = new Map<string, TextDecoder | null>();

function decoderOf(charset: string): TextDecoder | null {
  const known = decoders.get(charset);
  if (known !== undefined) return known;
  const made = makeDecoder(charset);
  if (decoders.size < 200) decoders.set(charset, made);
  return made;
}

function makeDecoder(charset: string): TextDecoder | null {
  try {
    return new TextDecoder(charset);
  } catch {
    return null;
  }
}

const utf8Strict = new TextDecoder("utf-8", { fatal: true });

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8Strict.decode(bytes);
  } catch {
    return null;
  }
}

function detectAndDecode(bytes: Uint8Array, fallback: FallbackCharset): string {
  const utf8 = strictUtf8(bytes);
  if (utf8 !== null) return utf8;
  const charset = looksLikeDoubleByte(bytes, fallback) ? fallback : "windows-1252";
  return decoderOf(charset)!.decode(bytes);
}

const SAMPLE_BYTES_MAX = 16 * 1024;

/** Accented Western letters stand alone between ASCII ones; Chinese bytes come in pairs, though half of Big5's end in ASCII. */
function looksLikeDoubleByte(bytes: Uint8Array, fallback: FallbackCharset): boolean {
  const end = Math.min(bytes.length, SAMPLE_BYTES_MAX);
  let pairs = 0;
  let singles = 0;
  for (let at = 0; at < end; at++) {
    if (bytes[at]! < 0x81) continue;
    const next = bytes[at + 1] ?? 0;
    if (next >= 0x81) pairs++;
    else singles++;
    if (next >= 0x40) at++;
  }
  return pairs > 0 && (fallback === "big5" ? pairs * 2 >= singles : pairs >= singles * 2);
}
