import { answerableFor, listStaff } from "../../core/staff/index.ts";
import { changeTicket, type TicketDesk, type TicketSubscriber } from "../../core/tickets/index.ts";
import { callBackFor, type CallBackRule } from "../../domain/sop/index.ts";
import { planCallBack, type Ticket } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** A case that closes is called back where its procedure says so, unless somebody has planned it. REQ: CL-07 */
export const planByRule =
  (desk: () => TicketDesk): TicketSubscriber =>
  async (tx, { ticket, head, events, now }) => {
    const isClosed = events.some(({ body }) => body.type === "closed" && body.by !== "merge");
    if (!isClosed || ticket.callBack) return;
    const { pack } = await desk().procedures.version(tx, head.sopVersionId);
    const rule = callBackFor(pack.callBacks, ticket.facts);
    const ownerId = rule ? await callerOf(tx, rule, ticket) : null;
    if (!rule || ownerId === null) return;
    const plan = { plannedFor: now + rule.afterMs, ownerId, purpose: null };
    await changeTicket(desk(), tx, { ticketId: ticket.id, actor: { kind: "rule", id: rule.id }, now }, (closed) =>
      planCallBack(closed, plan, now),
    );
  };

/** Whoever the rule names; when he is not there, whoever answers for the ticket's team. */
async function callerOf(tx: Tx, { by }: CallBackRule, { assigneeId, teamId }: Ticket): Promise<string | null> {
  if (by === "owner" && assigneeId !== null) return assigneeId;
  const [answerable] = await answerableFor(tx, teamId);
  if (by === "supervisor" || by === "customer_success") {
    const supervisor = (await listStaff(tx)).find(({ role, active }) => role === "supervisor" && active);
    return supervisor?.id ?? answerable?.id ?? null;
  }
  return answerable?.id ?? null;
}
