import type { CustomerTier } from "../../domain/ticket/vocabulary.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { ContactCard, OrganisationName } from "./contact.ts";
import { asContact, findCardRow, findContact, type CardRow } from "./contact-store.ts";
import { findOrganisation } from "./organisation-store.ts";

/** A contact, or the one it was merged into, with organisation and addresses in clear; mask them before showing. */
export async function contactCard(tx: Tx, contactId: string): Promise<ContactCard | null> {
  const row = await findCardRow(tx, contactId);
  if (!row) return null;
  if (row.merged_into_id !== null) {
    const survivor = await findContact(tx, row.merged_into_id);
    return survivor && contactCard(tx, survivor.id);
  }
  const { emails, phones } = row;
  return { ...asContact(row), organisation: await organisationOf(tx, row), emails, phones };
}

async function organisationOf(tx: Tx, row: CardRow): Promise<OrganisationName | null> {
  const { organisation_id: id, organisation_name: name, organisation_tier: tier } = row;
  if (id === null || name === null) return null;
  if (row.organisation_merged_into_id === null) return { id, name, tier: tier as CustomerTier };
  const survivor = await findOrganisation(tx, row.organisation_merged_into_id);
  return survivor && { id: survivor.id, name: survivor.name, tier: survivor.tier };
}
