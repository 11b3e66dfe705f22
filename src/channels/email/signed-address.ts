import { isMailMac, mailMac } from "./mail-mac.ts";
import { ticketCode, ticketIdOf } from "./ticket-code.ts";

export type SignedMailbox = { id: string; address: string };

/** `support+t<ticket>.<mac>@d`: who answers to it answers to that ticket of that mailbox. */
export function makeSignedAddress(secret: string, mailbox: SignedMailbox, ticketId: string): string {
  const [local, domain] = splitAddress(mailbox.address);
  return `${local}+t${ticketCode(ticketId)}.${mailMac(secret, "address", mailbox.id, ticketId)}@${domain}`;
}

/** The ticket that an address of this mailbox was signed for; null for any other, also for a forged one. */
export function openSignedAddress(secret: string, mailbox: SignedMailbox, address: string): string | null {
  const [local, domain] = splitAddress(address.trim().toLowerCase());
  const [ownLocal, ownDomain] = splitAddress(mailbox.address.toLowerCase());
  const [, base, code, mac] = /^(.+)\+t([0-9a-z]{1,25})\.([0-9a-f]{16})$/.exec(local) ?? [];
  if (base !== ownLocal || domain !== ownDomain || code === undefined || mac === undefined) return null;
  const ticketId = ticketIdOf(code);
  return ticketId !== null && isMailMac(mac, secret, "address", mailbox.id, ticketId) ? ticketId : null;
}

/** An address without its `+tag`, lower-case: the mailbox it belongs to. */
export function mailboxAddressOf(address: string): string {
  const [local, domain] = splitAddress(address.trim().toLowerCase());
  return `${local.replace(/\+.*$/, "")}@${domain}`;
}

function splitAddress(address: string): [string, string] {
  const at = address.lastIndexOf("@");
  return [address.slice(0, Math.max(at, 0)), address.slice(at + 1)];
}
