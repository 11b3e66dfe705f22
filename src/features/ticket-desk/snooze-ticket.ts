import { changeTicket, requireSight } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import { isOpen, snooze } from "../../domain/ticket/index.ts";
import { addJob, removeJob } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";

/** The job that brings a snoozed ticket back: `{ ticketId }`. */
export const WAKE_TICKET_JOB = "wake_ticket";

const wakeKey = (ticketId: string) => `wake:${ticketId}`;

/** Puts a ticket out of sight until a moment, or brings it back. @throws CodedError not_found, snooze_in_past, too_far_ahead */
export async function snoozeTicket(
  deps: TicketDeskDeps,
  by: ByPerson,
  ticketId: string,
  until: number | null,
): Promise<void> {
  await requireSight(by.tx, by.session.viewer, ticketId);
  await changeTicket(deps.desk, by.tx, requestBy(by, ticketId), (ticket) => snooze(ticket, until, by.now));
  if (until === null) await removeJob(by.tx, wakeKey(ticketId));
  else await addJob(by.tx, WAKE_TICKET_JOB, { ticketId }, { runAt: until, key: wakeKey(ticketId) });
}

/** Brings a ticket back whose time has come; one that came back before, or sleeps longer now, is left alone. */
export async function wakeTicket(
  deps: Pick<TicketDeskDeps, "desk">,
  tx: Tx,
  ticketId: string,
  now: number,
): Promise<void> {
  await changeTicket(deps.desk, tx, { ticketId, actor: { kind: "system" }, now }, (ticket) =>
    accepted(isOpen(ticket) && ticket.snoozedUntil !== null && ticket.snoozedUntil <= now ? [{ type: "woken" }] : []),
  );
}
