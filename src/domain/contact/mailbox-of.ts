import { domainOf } from "./normalise-email.ts";

const WITHOUT_DOTS = new Set(["gmail.com", "googlemail.com"]);

/**
 * The mailbox that a normalised address most likely ends in: `li+desk@b` is `li@b`. To be careful by, not to address by: some
 * providers hand the two to different people.
 */
export function mailboxOf(email: string): string {
  const domain = domainOf(email);
  const local = email.slice(0, -domain.length - 1).replace(/\+.*$/, "");
  return WITHOUT_DOTS.has(domain) ? `${local.replaceAll(".", "")}@gmail.com` : `${local}@${domain}`;
}
