import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type FormContent = Readonly<Record<string, unknown>>;

/** What was filled in on a ticket, by the id of the submission; it never changes afterwards. */
export async function submissionsOf(tx: Tx, ticketId: string): Promise<Map<string, FormContent>> {
  const rows = await queries(tx)
    .selectFrom("form_submission")
    .select(["id", "content"])
    .where("ticket_id", "=", ticketId)
    .execute();
  return new Map(rows.map(({ id, content }) => [id, content as FormContent]));
}
