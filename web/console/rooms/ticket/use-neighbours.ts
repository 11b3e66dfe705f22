import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { listTickets } from "../../../../src/contract/ticket-list-routes.ts";
import type { TicketRow } from "../../../../src/contract/ticket-shapes.ts";

type Pages = { pages: { items: TicketRow[] }[] };

/** Steps through the list that the person came from: whatever list of tickets is on screen. */
export function useNeighbours(ticketId: string): (step: 1 | -1) => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (step) => {
    const lists = client.getQueryCache().findAll({ queryKey: [listTickets.id] });
    const rows = lists
      .map(({ state }) => (state.data as Pages | undefined)?.pages?.flatMap((page) => page.items) ?? [])
      .find((items) => items.some(({ id }) => id === ticketId));
    const at = rows?.findIndex(({ id }) => id === ticketId) ?? -1;
    const next = rows?.[at + step];
    if (next) void navigate({ to: "/inbox/$ticketId", params: { ticketId: next.id }, search: true });
  };
}
