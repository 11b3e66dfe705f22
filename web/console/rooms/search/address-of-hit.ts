import type { LinkProps } from "@tanstack/react-router";
import type { SearchHit } from "../../../../src/contract/search-routes.ts";

export type TicketHit = Extract<SearchHit, { ticket: object }>;
export const isTicketHit = (hit: SearchHit): hit is TicketHit => "ticket" in hit;

/** Where a hit leads: the ticket at its message, the customer's page. */
export function addressOfHit(hit: SearchHit): LinkProps {
  if (isTicketHit(hit))
    return {
      to: "/inbox/$ticketId",
      params: { ticketId: String(hit.ticket.number) },
      search: true,
      ...(hit.messageId ? { hash: `message-${hit.messageId}` } : {}),
    } as LinkProps;
  const to = hit.kind === "contact" ? `/customers/contacts/${hit.id}` : `/customers/organisations/${hit.id}`;
  return { to } as LinkProps;
}
