import { changeTicket, lockMessage, setDelivery, sightFacts, type TicketDesk } from "../../core/tickets/index.ts";
import type { DeliveryEnd } from "../../domain/channel/outgoing-message.ts";
import { roomsThatSee } from "../../domain/permission/index.ts";
import { accepted } from "../../domain/result.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Keeps how an attempt ended, tells connected browsers, and the trail when it failed for good or did not reach everybody. */
export async function endDelivery(
  deps: { desk: TicketDesk; now: () => number },
  tx: Tx,
  messageId: string,
  end: DeliveryEnd,
): Promise<void> {
  const message = await lockMessage(tx, messageId);
  // A bounce may overtake the end of the dialogue; it is the newer truth.
  if (!message || message.delivery_state !== "sending") return;
  const now = deps.now();
  await setDelivery(tx, messageId, { ...end, ...(end.state === "sent" ? { deliveredAt: now } : {}) });
  const missed = end.state === "failed" || (end.state === "sent" && end.refused.length > 0);
  const request = { ticketId: message.ticket_id, actor: { kind: "system" as const }, now };
  const status = end.state === "failed" ? "failed" : "refused";
  if (missed)
    await changeTicket(deps.desk, tx, request, () => accepted([{ type: "delivery_failed", messageId, status }]));
  await publishDelivery(deps.desk, tx, { ticketId: message.ticket_id, messageId, state: end.state });
}

/** Tells whoever sees the ticket how a message stands. */
export async function publishDelivery(
  desk: TicketDesk,
  tx: Tx,
  told: { ticketId: string; messageId: string; state: DeliveryEnd["state"] },
): Promise<void> {
  const facts = await sightFacts(tx, told.ticketId);
  tx.afterCommit(() => desk.publish(facts ? roomsThatSee(facts) : [], "message.delivery", told));
}
