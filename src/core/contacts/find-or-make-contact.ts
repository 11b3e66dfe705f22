import type { Language } from "../../contract/common.ts";
import { domainOf, nameFor, normaliseEmail, recogniseCustomer } from "../../domain/contact/index.ts";
import type { CustomerTier } from "../../domain/ticket/vocabulary.ts";
import type { Tx } from "../../platform/transaction.ts";
import { insertAddresses, lockAddress, ownerOf } from "./address-store.ts";
import { TIER_WITHOUT_ORGANISATION, type Address } from "./contact.ts";
import { contactCard } from "./contact-card.ts";
import { insertContact } from "./contact-store.ts";
import { ownerOfDomain } from "./organisation-store.ts";
import { markReachable } from "./undeliverable-store.ts";

export type RecognisedContact = {
  contactId: string;
  name: string;
  timeZone: string | null;
  organisationId: string | null;
  /** Of the organisation; `basic` without one. */
  tier: CustomerTier;
  language: Language;
  blocked: boolean;
  isNew: boolean;
  /** A mail domain nobody owns yet, to propose as a new organisation. */
  proposedDomain: string | null;
};

/**
 * The contact behind an e-mail address, made when there is none (REQ: IN-13); the rule is `recogniseCustomer`. Two calls
 * for one new address make one contact: the second waits for the first transaction to end. An address that cannot be
 * read makes a contact without one, so that nothing that arrives is refused for its sender.
 * @param sender.language of the message; a known contact keeps his own
 */
export async function findOrMakeContact(
  tx: Tx,
  sender: { name: string; address: string; language: Language },
  now: number,
): Promise<RecognisedContact> {
  const email = normaliseEmail(sender.address);
  const address: Address | null = email === null ? null : { kind: "email", value: email };
  const quick = address && (await ownerOf(tx, address));
  if (address && !quick) await lockAddress(tx, address);
  const known = quick ?? (address && (await ownerOf(tx, address)));
  if (email !== null && known) await markReachable(tx, email);
  const domainOwnerId = email !== null && !known ? await ownerOfDomain(tx, domainOf(email)) : null;
  const recognition = recogniseCustomer({ email, known, domainOwnerId });
  if (recognition.kind === "known") return describe(tx, recognition.contactId, { isNew: false, proposedDomain: null });
  const contactId = await insertContact(
    tx,
    {
      name: nameFor(sender.name, email),
      organisationId: recognition.organisationId,
      title: "",
      language: sender.language,
      timeZone: null,
      preferredChannel: null,
      note: "",
    },
    now,
  );
  if (address) await insertAddresses(tx, contactId, [{ ...address, isPrimary: true }]);
  return describe(tx, contactId, { isNew: true, proposedDomain: recognition.proposedDomain });
}

async function describe(
  tx: Tx,
  contactId: string,
  made: { isNew: boolean; proposedDomain: string | null },
): Promise<RecognisedContact> {
  const contact = await contactCard(tx, contactId);
  if (!contact) throw new Error(`contact ${contactId} vanished while it was recognised`);
  const { organisation } = contact;
  return {
    contactId: contact.id,
    name: contact.name,
    timeZone: contact.timeZone,
    organisationId: organisation?.id ?? null,
    tier: organisation?.tier ?? TIER_WITHOUT_ORGANISATION,
    language: contact.language,
    blocked: contact.blocked,
    ...made,
  };
}
