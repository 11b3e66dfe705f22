import { answerableFor, customerSuccess, findStaff, listStaff } from "../../core/staff/index.ts";
import { changeTicket, type TicketDesk, type TicketSubscriber } from "../../core/tickets/index.ts";
import { callBackFor, type CallBackRule, type Pack } from "../../domain/sop/index.ts";
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
    const plan = { plannedFor: now + rule.afterMs, ownerId, purpose: await purposeOf(tx, pack, { rule, ownerId }) };
    await changeTicket(desk(), tx, { ticketId: ticket.id, actor: { kind: "rule", id: rule.id }, now }, (closed) =>
      planCallBack(closed, plan, now),
    );
  };

/** What guides the call: the script that the rule names, by its title in the caller's language. */
async function purposeOf(
  tx: Tx,
  { scripts }: Pick<Pack, "scripts">,
  { rule, ownerId }: { rule: CallBackRule; ownerId: string },
): Promise<string | null> {
  const script = scripts.find(({ id }) => id === rule.script);
  return script ? script.title[(await findStaff(tx, ownerId))?.language ?? "zh"] : null;
}

/** Whoever the rule names; when he is not there, whoever answers for the ticket's team. */
async function callerOf(tx: Tx, { by }: CallBackRule, { assigneeId, teamId }: Ticket): Promise<string | null> {
  if (by === "owner" && assigneeId !== null) return assigneeId;
  const manager = by === "customer_success" ? await customerSuccess(tx) : null;
  if (manager !== null) return manager;
  const isForSupervisor = by === "supervisor" || by === "customer_success";
  const supervisor = isForSupervisor ? await anySupervisor(tx) : null;
  return supervisor ?? (await answerableFor(tx, teamId))[0]?.id ?? null;
}

const anySupervisor = async (tx: Tx): Promise<string | null> =>
  (await listStaff(tx)).find(({ role, active }) => role === "supervisor" && active)?.id ?? null;
