import { CodedError } from "../../contract/coded-error.ts";
import { DELIVER_MESSAGE_JOB, lockMessage, setDelivery, type TicketDesk } from "../../core/tickets/index.ts";
import { addJob } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { publishDelivery } from "./end-delivery.ts";

/**
 * Puts a message that has failed for good on its way once more, under the Message-ID it had.
 * @throws CodedError not_found, message_not_failed
 */
export async function sendAgain(
  deps: { desk: TicketDesk },
  tx: Tx,
  which: { ticketId: string; messageId: string; now: number },
): Promise<void> {
  const { ticketId, messageId, now } = which;
  const message = await lockMessage(tx, messageId);
  if (!message || message.ticket_id !== ticketId || message.direction !== "out") throw new CodedError("not_found");
  if (message.delivery_state !== "failed") throw new CodedError("message_not_failed");
  await setDelivery(tx, messageId, { state: "waiting" });
  await addJob(tx, DELIVER_MESSAGE_JOB, { messageId }, { runAt: now, key: `deliver:${messageId}` });
  await publishDelivery(deps.desk, tx, { ticketId, messageId, state: "waiting" });
}
