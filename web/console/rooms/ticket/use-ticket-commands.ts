import { useQueryClient } from "@tanstack/react-query";
import { getTicket, updateTicket } from "../../../../src/contract/ticket-routes.ts";
import { countTickets, listTickets } from "../../../../src/contract/ticket-list-routes.ts";
import type { Route } from "../../../../src/contract/route.ts";
import type { TicketPage } from "../../../../src/contract/ticket-shapes.ts";
import { useCommand, type CommandOptions } from "../../../ui/api/use-command.ts";
import { keyOf } from "../../../ui/api/use-route.ts";
import { useProblemToast } from "../../../ui/notice/use-problem-toast.ts";
import { useTicketRoom } from "./ticket-context.ts";

const CHANGED = [getTicket, listTickets, countTickets];

type Extra<R extends Route> = Pick<CommandOptions<R>, "onDone" | "onRefused" | "optimistic">;

/** A write on the open ticket: what it changed is read again, a refusal is told in passing. */
export function useTicketCommand<R extends Route>(route: R, extra: Extra<R> = {}) {
  const tell = useProblemToast();
  return useCommand(route, { renews: CHANGED, onRefused: tell, ...extra });
}

/** Changes the page in the cache at once; answers how to change it back. */
export function usePatchPage(): (change: Partial<TicketPage>) => () => void {
  const client = useQueryClient();
  const { address } = useTicketRoom();
  const key = keyOf(getTicket, { params: { ticketId: address } });
  return (change) => {
    const before = client.getQueryData<TicketPage>(key);
    if (before) client.setQueryData<TicketPage>(key, { ...before, ...change });
    return () => client.setQueryData(key, before);
  };
}

/** Subject, kind, category, priority and tags, shown at once. */
export function useUpdateTicket() {
  const { page } = useTicketRoom();
  const patch = usePatchPage();
  const command = useTicketCommand(updateTicket, {
    optimistic: ({ body: { subject, kind, priority, categoryId, tags } }) =>
      patch({
        ...(subject === undefined ? {} : { subject }),
        ...(kind === undefined ? {} : { kind }),
        ...(priority === undefined ? {} : { priority }),
        ...(categoryId === undefined ? {} : { categoryId }),
        ...(tags === undefined ? {} : { tags }),
      }),
  });
  type Change = Parameters<typeof command.fire>[0]["body"];
  return (change: Change) => command.fire({ params: { ticketId: page.id }, body: change });
}
