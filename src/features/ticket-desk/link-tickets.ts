import { CodedError } from "../../contract/coded-error.ts";
import { changeTicket, deleteLink, insertLink, requireSight, type Relation } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import type { TicketEventBody } from "../../domain/ticket/index.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";

export type Pair = { ticketId: string; otherId: string };

/** Links two tickets; both trails say so. @throws CodedError not_found when one is out of sight, link_to_itself */
export async function linkTickets(
  deps: TicketDeskDeps,
  by: ByPerson,
  pair: Pair,
  relation: Extract<Relation, "related" | "duplicate">,
): Promise<void> {
  await requirePair(by, pair);
  await tellBoth(deps, by, pair, (ticketId) => ({ type: "linked", ticketId, relation }));
  await deleteLink(by.tx, pair.ticketId, pair.otherId);
  await insertLink(by.tx, { ...pair, relation, staffId: by.session.staffId });
}

export async function unlinkTickets(deps: TicketDeskDeps, by: ByPerson, pair: Pair): Promise<void> {
  await requirePair(by, pair);
  await tellBoth(deps, by, pair, (ticketId) => ({ type: "unlinked", ticketId }));
  await deleteLink(by.tx, pair.ticketId, pair.otherId);
}

async function requirePair({ tx, session }: ByPerson, { ticketId, otherId }: Pair): Promise<void> {
  await requireSight(tx, session.viewer, ticketId);
  await requireSight(tx, session.viewer, otherId);
  if (ticketId === otherId) throw new CodedError("link_to_itself");
}

/** In the order of their ids, so that two people who link at once cannot wait for each other. */
async function tellBoth(
  deps: TicketDeskDeps,
  by: ByPerson,
  { ticketId, otherId }: Pair,
  event: (otherId: string) => TicketEventBody & { type: "linked" | "unlinked" },
): Promise<void> {
  const sides = [
    { id: ticketId, other: otherId },
    { id: otherId, other: ticketId },
  ].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id, other } of sides)
    await changeTicket(deps.desk, by.tx, requestBy(by, id), (ticket) => {
      const told = event(other);
      const isNews = told.type === "linked" || ticket.links.includes(other);
      return accepted(isNews ? [told] : []);
    });
}
