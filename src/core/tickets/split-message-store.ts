import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Gives a message and its files to another ticket for good: that is its home from now on. */
export async function giveMessage(tx: Tx, messageId: string, toTicketId: string): Promise<void> {
  const { numUpdatedRows } = await queries(tx)
    .updateTable("message")
    .set({ ticket_id: toTicketId, home_ticket_id: toTicketId })
    .where("id", "=", messageId)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`message ${messageId} does not exist`);
  await queries(tx)
    .updateTable("attachment")
    .set({ ticket_id: toTicketId })
    .where("message_id", "=", messageId)
    .execute();
  await queries(tx).updateTable("ticket").set({ last_message_from: "customer" }).where("id", "=", toTicketId).execute();
}
