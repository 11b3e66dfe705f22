import { queries } from "../../platform/db/index.ts";
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
