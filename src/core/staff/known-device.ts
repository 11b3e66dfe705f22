import { createHmac, timingSafeEqual } from "node:crypto";
import { newId } from "../../platform/ids.ts";
import { cookieOf } from "./cookie.ts";

const COOKIE = "bihuan.device";
const DEVICE_SECONDS_MAX = 180 * 24 * 3600;
const DEVICE = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

const macOf = (secret: string, email: string, device: string): Buffer =>
  createHmac("sha256", secret).update(`known device\n${email}\n${device}`).digest();

/**
 * The device from which this address has signed in before, by its cookie; null for any other. Its tries are counted apart, so that
 * a flood of guesses at an address from elsewhere does not keep its owner out.
 */
export function knownDevice(cookies: string | undefined, email: string, secret: string): string | null {
  const [, device, mac] = DEVICE.exec(cookieOf(cookies, COOKIE) ?? "") ?? [];
  if (!device || !mac) return null;
  const given = Buffer.from(mac, "base64url");
  const wanted = macOf(secret, email, device);
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? device : null;
}

/** The cookie that makes a device known to an address; it opens nothing. `now` in epoch ms. */
export function deviceCookie(email: string, { secret, isSecure, now }: DeviceCookie): string {
  const device = newId(now);
  const value = `${device}.${macOf(secret, email, device).toString("base64url")}`;
  const attributes = [`Max-Age=${DEVICE_SECONDS_MAX}`, "Path=/api/auth", "HttpOnly", "SameSite=Lax"];
  return [`${COOKIE}=${value}`, ...attributes, ...(isSecure ? ["Secure"] : [])].join("; ");
}

type DeviceCookie = { secret: string; isSecure: boolean; now: number };
