import { CodedError } from "../../contract/coded-error.ts";
import { findStaff, type SignedIn } from "../../core/staff/index.ts";
import { addNote, changeTicket, plainNote, requireSight, type TicketDesk } from "../../core/tickets/index.ts";
import { roleHas } from "../../domain/permission/index.ts";
import {
  dropCallBack as decideDrop,
  finishCallBack as decideFinish,
  planCallBack as decidePlan,
} from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type OnTicket = { ticketId: string; session: SignedIn; now: number };

const requestOf = ({ ticketId, session, now }: OnTicket) => ({
  ticketId,
  actor: { kind: "staff" as const, id: session.staffId },
  now,
});

/** @throws CodedError not_found, person_unknown, assignee_cannot_work, call_back_out_of_range, transition_not_allowed */
export async function planCallBack(
  desk: TicketDesk,
  tx: Tx,
  on: OnTicket,
  plan: { plannedFor: number; ownerId: string | null; purpose: string | null },
): Promise<void> {
  await requireSight(tx, on.session.viewer, on.ticketId);
  if (plan.ownerId !== null) await requireCaller(tx, plan.ownerId);
  await changeTicket(desk, tx, requestOf(on), (ticket) => {
    const ownerId = plan.ownerId ?? ticket.assigneeId ?? on.session.staffId;
    return decidePlan(ticket, { ...plan, ownerId }, on.now);
  });
}

async function requireCaller(tx: Tx, staffId: string): Promise<void> {
  const person = await findStaff(tx, staffId);
  if (!person) throw new CodedError("person_unknown");
  if (!person.active || !roleHas(person.role, "tickets.work")) throw new CodedError("assignee_cannot_work");
}

/** @throws CodedError not_found, no_call_back */
export async function finishCallBack(
  desk: TicketDesk,
  tx: Tx,
  on: OnTicket,
  text: string,
): Promise<{ messageId: string }> {
  const { session } = on;
  await requireSight(tx, session.viewer, on.ticketId);
  const { messageId } = await addNote(desk, tx, requestOf(on), plainNote(session, text));
  await changeTicket(desk, tx, requestOf(on), (ticket) => decideFinish(ticket, messageId));
  return { messageId };
}

/** @throws CodedError not_found, no_call_back */
export async function dropCallBack(desk: TicketDesk, tx: Tx, on: OnTicket, reason: string): Promise<void> {
  await requireSight(tx, on.session.viewer, on.ticketId);
  await changeTicket(desk, tx, requestOf(on), (ticket) => decideDrop(ticket, reason));
}
