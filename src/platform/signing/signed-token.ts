import { createHmac, timingSafeEqual } from "node:crypto";

/** What a link may be used for; a token made for one purpose is worth nothing for another. */
export type TokenPurpose = "attachment" | "raw_mail" | "confirm" | "survey" | "unsubscribe";

const MAC_BYTES = 20;

/**
 * Packs a payload into a token that expires: `payload.expiry.mac`, HMAC-SHA256 over purpose, payload and expiry.
 * @param expiresAt milliseconds since the epoch
 */
export function signToken(secret: string, purpose: TokenPurpose, payload: object, expiresAt: number): string {
  const body = Buffer.from(JSON.stringify(payload)).toString("base64url");
  const expiry = Math.floor(expiresAt / 1000).toString(36);
  return `${body}.${expiry}.${mac(secret, purpose, body, expiry).toString("base64url")}`;
}

/** The payload of a token that is ours, meant for this purpose, and has not expired; else null. */
export function openToken(secret: string, purpose: TokenPurpose, token: string, now: number): unknown {
  const [body, expiry, given, ...rest] = token.split(".");
  if (!body || !expiry || !given || rest.length > 0) return null;
  const expected = mac(secret, purpose, body, expiry);
  const received = Buffer.from(given, "base64url");
  if (received.length !== expected.length || !timingSafeEqual(received, expected)) return null;
  if (Number.parseInt(expiry, 36) * 1000 <= now) return null;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as unknown;
}

const mac = (secret: string, purpose: TokenPurpose, body: string, expiry: string) =>
  createHmac("sha256", secret).update(`${purpose}\n${body}\n${expiry}`).digest().subarray(0, MAC_BYTES);
