import { CodedError } from "../../contract/coded-error.ts";
import type { Tx } from "../../platform/transaction.ts";
import { deleteAddresses } from "./address-store.ts";
import { blankContacts, familyOf, lockContacts } from "./contact-store.ts";
import type { CustomerHooks } from "./customer-hooks.ts";
import { deleteMergersOf } from "./merger-store.ts";

/**
 * Forgets a person for good: names, addresses and notes of the contact and of all merged into it. Tickets and their
 * chains stay; the hook takes the person's data out of them.
 * @throws CodedError not_found, contact_gone
 */
export async function eraseContact(
  tx: Tx,
  contactId: string,
  by: { staffId: string | null; now: number; hooks: Pick<CustomerHooks, "onContactErased"> },
): Promise<void> {
  const [contact] = await lockContacts(tx, [contactId]);
  if (!contact) throw new CodedError("not_found");
  if (contact.mergedIntoId || contact.erasedAt) throw new CodedError("contact_gone");
  const contactIds = await familyOf(tx, contactId);
  await deleteAddresses(tx, contactIds);
  await deleteMergersOf(tx, contactIds);
  await blankContacts(tx, contactIds, by.now);
  await by.hooks.onContactErased(tx, { contactIds, staffId: by.staffId, now: by.now });
}
