import { isMailMac, mailMac } from "./mail-mac.ts";
import { ticketCode, ticketIdOf } from "./ticket-code.ts";

export type MessageIdParts = { ticketId: string; messageId: string; random: string; domain: string };

/** `<t<ticket>.m<message>.<random>.<mac>@mail.d>`; `random` is lower-case hex, one per recipient's copy. */
export function makeMessageId(secret: string, parts: MessageIdParts): string {
  const mac = mailMac(secret, "message-id", parts.ticketId, parts.messageId, parts.random);
  return `<t${ticketCode(parts.ticketId)}.m${ticketCode(parts.messageId)}.${parts.random}.${mac}@mail.${parts.domain}>`;
}

/** Ticket and message of a Message-ID that this desk made; null for any other, also for a forged one. */
export function openMessageId(secret: string, id: string): { ticketId: string; messageId: string } | null {
  const [, ticket, message, random, mac] =
    /^<?t([0-9a-z]{1,25})\.m([0-9a-z]{1,25})\.([0-9a-f]{1,32})\.([0-9a-f]{16})@/.exec(id.trim().toLowerCase()) ?? [];
  if (ticket === undefined || message === undefined || random === undefined || mac === undefined) return null;
  const ticketId = ticketIdOf(ticket);
  const messageId = ticketIdOf(message);
  if (ticketId === null || messageId === null) return null;
  return isMailMac(mac, secret, "message-id", ticketId, messageId, random) ? { ticketId, messageId } : null;
}
