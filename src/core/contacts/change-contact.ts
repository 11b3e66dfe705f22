import { CodedError } from "../../contract/coded-error.ts";
import { nameFor, normaliseEmail, normalisePhone } from "../../domain/contact/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { deleteAddresses, insertAddresses, lockAddress, ownerOf, type StoredAddress } from "./address-store.ts";
import type { Address, AddressKind, ContactProfile } from "./contact.ts";
import { insertContact, lockContacts, updateContact } from "./contact-store.ts";
import { findOrganisation } from "./organisation-store.ts";

/** The first of each list is the primary one. */
export type Reach = { emails?: readonly string[] | undefined; phones?: readonly string[] | undefined };

/**
 * Makes a contact.
 * @throws CodedError address_invalid, address_taken, not_found (organisation)
 */
export async function makeContact(tx: Tx, profile: ContactProfile, reach: Reach, now: number): Promise<string> {
  await requireOrganisation(tx, profile.organisationId);
  const addresses = [...readAll("email", reach.emails ?? []), ...readAll("phone", reach.phones ?? [])];
  await requireFree(tx, addresses, null);
  const contactId = await insertContact(
    tx,
    { ...profile, name: nameFor(profile.name, reach.emails?.[0] ?? null) },
    now,
  );
  await insertAddresses(tx, contactId, addresses);
  return contactId;
}

/**
 * Changes a contact; addresses, when given, replace all of their kind.
 * @throws CodedError not_found, conflict, contact_gone (merged or erased), address_invalid, address_taken
 */
export async function changeContact(
  tx: Tx,
  which: { id: string; version: number },
  change: Partial<ContactProfile> & { blocked?: boolean | undefined } & Reach,
  now: number,
): Promise<void> {
  const { emails, phones, ...rest } = change;
  const profile = rest.name === undefined ? rest : { ...rest, name: nameFor(rest.name, null) };
  const [contact] = await lockContacts(tx, [which.id]);
  if (!contact) throw new CodedError("not_found");
  if (contact.mergedIntoId || contact.erasedAt) throw new CodedError("contact_gone");
  if (profile.organisationId) await requireOrganisation(tx, profile.organisationId);
  if (!(await updateContact(tx, which, profile, now))) throw new CodedError("conflict");
  if (emails) await replaceAddresses(tx, which.id, "email", emails);
  if (phones) await replaceAddresses(tx, which.id, "phone", phones);
}

async function replaceAddresses(tx: Tx, contactId: string, kind: AddressKind, values: readonly string[]) {
  const addresses = readAll(kind, values);
  await requireFree(tx, addresses, contactId);
  await deleteAddresses(tx, [contactId], kind);
  await insertAddresses(tx, contactId, addresses);
}

function readAll(kind: AddressKind, values: readonly string[]): StoredAddress[] {
  const read = values.map((value) => {
    const normalised = kind === "email" ? normaliseEmail(value) : normalisePhone(value);
    if (normalised === null) throw new CodedError("address_invalid", { value });
    return normalised;
  });
  return [...new Set(read)].map((value, at) => ({ kind, value, isPrimary: at === 0 }));
}

async function requireFree(tx: Tx, addresses: readonly Address[], contactId: string | null): Promise<void> {
  for (const address of addresses.toSorted((a, b) => (a.value < b.value ? -1 : 1))) {
    await lockAddress(tx, address);
    const owner = await ownerOf(tx, address);
    if (owner && owner.contactId !== contactId)
      throw new CodedError("address_taken", { value: address.value, contactId: owner.mergedInto ?? owner.contactId });
  }
}

async function requireOrganisation(tx: Tx, organisationId: string | null): Promise<void> {
  if (organisationId && !(await findOrganisation(tx, organisationId))) throw new CodedError("not_found");
}
