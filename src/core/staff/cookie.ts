import { createHmac, timingSafeEqual } from "node:crypto";

const COOKIE_HEADER_CHARS_MAX = 16_384;

/** The value of a cookie, decoded, or null. */
export function cookieOf(header: string | undefined, name: string): string | null {
  if (!header || header.length > COOKIE_HEADER_CHARS_MAX) return null;
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return decoded(part.slice(at + 1).trim());
  }
  return null;
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

/** What a signed cookie holds, `value.signature` with HMAC-SHA-256 in base64, or null when the signature is not ours. */
export function unsigned(value: string | null, secret: string): string | null {
  if (!value) return null;
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const wanted = createHmac("sha256", secret).update(value.slice(0, dot)).digest();
  const given = Buffer.from(value.slice(dot + 1), "base64");
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? value.slice(0, dot) : null;
}
