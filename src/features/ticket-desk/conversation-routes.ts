import {
  addNote as noteRoute,
  listMessages,
  sendMessage as sendRoute,
  withdrawMessage as withdrawRoute,
} from "../../contract/ticket-routes.ts";
import {
  askSupplement as askRoute,
  getSupplement,
  receiveSupplement as receiveRoute,
} from "../../contract/waiting-routes.ts";
import { handle } from "../../core/staff/index.ts";
import { requireSight } from "../../core/tickets/index.ts";
import { askSupplement, readSupplement, receiveSupplement } from "./ask-supplement.ts";
import { byPerson, readerFor, type TicketDeskDeps } from "./deps.ts";
import { messagePage } from "./read-messages.ts";
import { sendReply, takeBack } from "./send-reply.ts";
import { writeNote } from "./write-note.ts";

/** What is said on a ticket. */
export const conversationRoutes = (deps: TicketDeskDeps) => [
  handle(listMessages, async (call) => {
    const { tx, session, params, query } = call;
    await requireSight(tx, session.viewer, params.ticketId);
    const reader = await readerFor(deps, call);
    return messagePage(tx, params.ticketId, { cursor: query.cursor, limit: query.limit, reader });
  }),
  handle(sendRoute, (call) => sendReply(deps, byPerson(call), call.params.ticketId, call.body)),
  handle(withdrawRoute, (call) => takeBack(deps, byPerson(call), call.params.ticketId, call.params.messageId)),
  handle(getSupplement, (call) => readSupplement(deps, byPerson(call), call.params.ticketId)),
  handle(askRoute, (call) => askSupplement(deps, byPerson(call), call.params.ticketId, call.body)),
  handle(receiveRoute, (call) => receiveSupplement(deps, byPerson(call), call.params.ticketId)),
  handle(noteRoute, (call) => writeNote(deps, byPerson(call), call.params.ticketId, call.body)),
];
