import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** All tickets of a contact or organisation, in the order in which rows are locked. */
export async function ticketsOf(
  tx: Tx,
  which: { contactId?: string; organisationId?: string | null },
): Promise<string[]> {
  let query = queries(tx).selectFrom("ticket").select("id").orderBy("id");
  if (which.contactId !== undefined) query = query.where("contact_id", "=", which.contactId);
  if (which.organisationId !== undefined)
    query = query.where("organisation_id", "is not distinct from", which.organisationId);
  return (await query.execute()).map((row) => row.id);
}

export async function openTicketsOf(tx: Tx, organisationId: string): Promise<string[]> {
  const rows = await queries(tx)
    .selectFrom("ticket")
    .select("id")
    .where("organisation_id", "=", organisationId)
    .where("state", "<>", "closed")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}
