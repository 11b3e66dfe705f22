import { queries, sendAhead } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Notes that mail to this address comes back; an address that nobody has changes nothing. */
export async function markUndeliverable(tx: Tx, email: string, at: number): Promise<void> {
  await queries(tx)
    .updateTable("contact_address")
    .set({ undeliverable_at: new Date(at) })
    .where("kind", "=", "email")
    .where("value", "=", email)
    .execute();
}

/** Who writes from an address is reached there, whatever came back before. */
export async function markReachable(tx: Tx, email: string): Promise<void> {
  const reached = queries(tx)
    .updateTable("contact_address")
    .set({ undeliverable_at: null })
    .where("kind", "=", "email")
    .where("value", "=", email)
    .where("undeliverable_at", "is not", null);
  await sendAhead(tx, reached);
}
