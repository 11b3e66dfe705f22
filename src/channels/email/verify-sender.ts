import { isIP } from "node:net";
import type { DNSResolver } from "mailauth";
import type { SenderVerification } from "../../domain/channel/inbound-message.ts";

const VERIFY_MS_MAX = 8_000;

export type MailEnvelope = {
  /** MAIL FROM, empty for bounces; null when the mail came by IMAP. */
  from: string | null;
  to: readonly string[];
  remoteAddress: string | null;
  helo: string | null;
};

/**
 * SPF, DKIM and DMARC of a mail that came straight to our own receiver from outside. `none` where it came from this
 * machine or network, where DNS does not answer in time, and where the domain says nothing.
 */
export async function verifySender(
  raw: Buffer,
  envelope: MailEnvelope,
  resolver?: DNSResolver,
): Promise<SenderVerification> {
  if (envelope.remoteAddress === null || isPrivateAddress(envelope.remoteAddress)) return "none";
  // Loaded with the first mail from outside: it takes 40 MB.
  const { authenticate } = await import("mailauth");
  const checked = authenticate(raw, {
    ip: envelope.remoteAddress,
    helo: envelope.helo ?? "",
    sender: envelope.from ?? "",
    disableArc: true,
    ...(resolver ? { resolver } : {}),
  });
  const result = await within(
    checked.catch(() => null),
    VERIFY_MS_MAX,
  );
  const verdict = result?.dmarc ? result.dmarc.status.result : "none";
  return verdict === "pass" || verdict === "fail" ? verdict : "none";
}

/** Loopback, link-local and private networks (RFC 1918, 4193), also as IPv4 in IPv6. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.toLowerCase().replace(/^::ffff:/, "");
  if (isIP(bare) === 4) return /^(?:10|127|0)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\./.test(bare);
  return isIP(bare) !== 6 || bare === "::1" || /^(?:fc|fd|fe[89ab])/.test(bare);
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
