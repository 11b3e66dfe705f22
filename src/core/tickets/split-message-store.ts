import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Gives a message and its files to another ticket for good: that is its home from now on. */
export async function giveMessage(tx: Tx, messageId: string, toTicketId: string): Promise<void> {
  const { rows } = await sql<{ from_id: string; created_at: Date }>`
    update message m set ticket_id = ${toTicketId}, home_ticket_id = ${toTicketId}
      from message before where m.id = ${messageId} and before.id = m.id
    returning before.ticket_id as from_id, m.created_at`.execute(queries(tx));
  const moved = rows[0];
  if (!moved) throw new Error(`message ${messageId} does not exist`);
  await queries(tx)
    .updateTable("attachment")
    .set({ ticket_id: toTicketId })
    .where("message_id", "=", messageId)
    .execute();
  await sql`update ticket set message_count = message_count + case when id = ${toTicketId} then 1 else -1 end,
      last_message_from = case when id = ${toTicketId} then 'customer' else last_message_from end
    where id in (${toTicketId}, ${moved.from_id})`.execute(queries(tx));
}
