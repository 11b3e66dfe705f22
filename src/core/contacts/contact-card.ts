import type { Tx } from "../../platform/transaction.ts";
import { addressesOf } from "./address-store.ts";
import type { ContactCard } from "./contact.ts";
import { findContact } from "./contact-store.ts";
import { findOrganisation } from "./organisation-store.ts";

/** A contact, or the one it was merged into, with organisation and addresses in clear; mask them before showing. */
export async function contactCard(tx: Tx, contactId: string): Promise<ContactCard | null> {
  const contact = await findContact(tx, contactId);
  if (!contact) return null;
  const [organisation, addresses] = await Promise.all([
    contact.organisationId ? findOrganisation(tx, contact.organisationId) : null,
    addressesOf(tx, contact.id),
  ]);
  return {
    ...contact,
    organisation: organisation && { id: organisation.id, name: organisation.name, tier: organisation.tier },
    emails: addresses.filter((address) => address.kind === "email").map((address) => address.value),
    phones: addresses.filter((address) => address.kind === "phone").map((address) => address.value),
  };
}
