import { CodedError } from "../../contract/coded-error.ts";
import {
  linkTicket,
  mergeTicket,
  splitTicket as splitRoute,
  unlinkTicket,
  unmergeTicket as unmergeRoute,
} from "../../contract/ticket-relation-routes.ts";
import { followTicket, unfollowTicket } from "../../contract/ticket-routes.ts";
import { handle } from "../../core/staff/index.ts";
import {
  changeTicket,
  deleteFollower,
  insertFollower,
  mergeTickets,
  requireSight,
  unmergeTicket,
} from "../../core/tickets/index.ts";
import { follow, unfollow } from "../../domain/ticket/index.ts";
import { byPerson, requestBy, type TicketDeskDeps } from "./deps.ts";
import { linkTickets, unlinkTickets } from "./link-tickets.ts";
import { splitTicket } from "./split-ticket.ts";

/** How tickets and people hang together. */
export const relationRoutes = (deps: TicketDeskDeps) => [
  handle(mergeTicket, async (call) => {
    const { ticketId } = call.params;
    const { intoTicketId } = call.body;
    await requireSight(call.tx, call.session.viewer, ticketId);
    await requireSight(call.tx, call.session.viewer, intoTicketId);
    if (ticketId === intoTicketId) throw new CodedError("merge_into_itself");
    await mergeTickets(deps.desk, call.tx, requestBy(call, ticketId), intoTicketId);
  }),
  handle(unmergeRoute, async (call) => {
    await requireSight(call.tx, call.session.viewer, call.params.ticketId);
    await unmergeTicket(deps.desk, call.tx, requestBy(call, call.params.ticketId));
  }),
  handle(splitRoute, (call) => splitTicket(deps, byPerson(call), { ...call.body, ticketId: call.params.ticketId })),
  handle(linkTicket, (call) => linkTickets(deps, byPerson(call), call.params, call.body.relation)),
  handle(unlinkTicket, (call) => unlinkTickets(deps, byPerson(call), call.params)),
  handle(followTicket, async (call) => {
    const { ticketId } = call.params;
    const { staffId, viewer } = call.session;
    await requireSight(call.tx, viewer, ticketId);
    await changeTicket(deps.desk, call.tx, requestBy(call, ticketId), (ticket) => follow(ticket, staffId));
    await insertFollower(call.tx, ticketId, staffId, "followed");
  }),
  handle(unfollowTicket, async (call) => {
    const { ticketId } = call.params;
    const { staffId, viewer } = call.session;
    await requireSight(call.tx, viewer, ticketId);
    await changeTicket(deps.desk, call.tx, requestBy(call, ticketId), (ticket) => unfollow(ticket, staffId));
    await deleteFollower(call.tx, ticketId, staffId);
  }),
];
