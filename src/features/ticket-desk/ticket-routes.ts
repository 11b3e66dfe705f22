import {
  askPlacement as askPlacementRoute,
  assignTicket as assignRoute,
  changeTickets,
  createTicket,
  getEndedClocks,
  getPromiseChanges,
  getTicket,
  markSeen,
  setTicketState,
  snoozeTicket as snoozeRoute,
  submitForm as formRoute,
  updateTicket,
} from "../../contract/ticket-routes.ts";
import { handle } from "../../core/staff/index.ts";
import { changeTicket, requireSight } from "../../core/tickets/index.ts";
import { setState } from "../../domain/ticket/index.ts";
import { assignTicket } from "./assign-ticket.ts";
import { changeMany } from "./change-many.ts";
import { changeProperties } from "./change-properties.ts";
import { byPerson, requestBy, type TicketDeskDeps } from "./deps.ts";
import { askPlacement } from "./place-category.ts";
import { readEndedClocks } from "./ended-clocks.ts";
import { openCase } from "./open-case.ts";
import { previewPromises } from "./preview-promises.ts";
import { readTicket } from "./read-ticket.ts";
import { noteSeen } from "./seen-store.ts";
import { snoozeTicket } from "./snooze-ticket.ts";
import { submitForm } from "./submit-form.ts";

/** Taking a case from its owner wants a reason, and that nobody could place it is one. REQ: HA-07 */
const NOBODY_PLACED = { zh: "无法归类，请裁定分类", en: "Nobody could place it" };

/** Reading a ticket, opening one, and the work on its properties. */
export const ticketRoutes = (deps: TicketDeskDeps) => [
  handle(getTicket, (call) => readTicket(deps, byPerson(call), call.params.ticketId)),
  handle(getEndedClocks, (call) => readEndedClocks(deps, byPerson(call), call.params.ticketId)),
  handle(getPromiseChanges, (call) => {
    const { level, agreement, complaintUrgency } = call.query;
    return previewPromises(deps, call, call.params.ticketId, {
      ...(level === undefined ? {} : { level }),
      ...(agreement === undefined ? {} : { agreement: agreement === "" ? null : agreement }),
      ...(complaintUrgency === undefined
        ? {}
        : { complaintUrgency: complaintUrgency === "none" ? null : complaintUrgency }),
    });
  }),
  handle(createTicket, (call) => openCase(deps, byPerson(call), call.body)),
  handle(updateTicket, (call) =>
    changeProperties(deps, byPerson(call), call.params.ticketId, { ...call.body, language: call.language }),
  ),
  handle(askPlacementRoute, (call) =>
    askPlacement(deps, byPerson(call), call.params.ticketId, call.body.reason ?? NOBODY_PLACED[call.language]),
  ),
  handle(setTicketState, async (call) => {
    const { ticketId } = call.params;
    await requireSight(call.tx, call.session.viewer, ticketId);
    await changeTicket(deps.desk, call.tx, requestBy(call, ticketId), (ticket) =>
      setState(ticket, call.body.state, call.body.reason ?? null),
    );
  }),
  handle(assignRoute, (call) =>
    assignTicket(deps, byPerson(call), call.params.ticketId, { ...call.body, reason: call.body.reason ?? null }),
  ),
  handle(formRoute, (call) => {
    const { ticketId, formId } = call.params;
    return submitForm(deps, byPerson(call), ticketId, { formId, content: call.body.content, language: call.language });
  }),
  handle(snoozeRoute, (call) => {
    const until = call.body.until === null ? null : Date.parse(call.body.until);
    return snoozeTicket(deps, byPerson(call), call.params.ticketId, until);
  }),
  handle(markSeen, async ({ tx, session, params, body, now }) => {
    await requireSight(tx, session.viewer, params.ticketId);
    await noteSeen(tx, { ticketId: params.ticketId, staffId: session.staffId, seq: body.seq }, now);
  }),
  handle(changeTickets, (call) => changeMany(deps, byPerson(call), call.body, call.language)),
];
