import { createHmac, timingSafeEqual } from "node:crypto";

const MAC_CHARS = 16;

/** The first 16 hex characters of an HMAC-SHA256 over the parts; hex survives servers that fold the case. */
export function mailMac(secret: string, ...parts: readonly string[]): string {
  return createHmac("sha256", secret).update(parts.join("\n")).digest("hex").slice(0, MAC_CHARS);
}

/** Compares in constant time. */
export function isMailMac(given: string, secret: string, ...parts: readonly string[]): boolean {
  const expected = Buffer.from(mailMac(secret, ...parts));
  const received = Buffer.from(given.toLowerCase());
  return received.length === expected.length && timingSafeEqual(received, expected);
}
