import type { TicketPage } from "../../../../../src/contract/ticket-shapes.ts";

/** What somebody sees who may not see addresses: nothing can be written to it. */
const isMasked = (address: string): boolean => address.includes("*");

type Known = Pick<TicketPage, "contactCard" | "messages">;

/** Of addresses that stand on the page those that can be written to. */
export const writable = (addresses: readonly string[]): string[] => addresses.filter((address) => !isMasked(address));

/** Whom the desk writes to by itself: the customer's first address. */
export const usualRecipients = ({ contactCard }: Pick<Known, "contactCard">): string[] =>
  contactCard.emails.slice(0, 1);

/** Addresses that took part, for choosing: the customer's own, then senders and copies of the conversation. */
export function knownAddresses({ contactCard, messages }: Known): string[] {
  const seen = messages
    .filter(({ direction }) => direction !== "note")
    .flatMap(({ direction, fromAddress, to, cc }) => (direction === "in" ? [fromAddress, ...cc] : [...to, ...cc]));
  return writable([...new Set([...contactCard.emails, ...seen])].filter(Boolean));
}
