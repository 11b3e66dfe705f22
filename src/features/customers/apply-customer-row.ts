import { CodedError, problemOf } from "../../contract/coded-error.ts";
import {
  changeContact,
  changeOrganisation,
  contactCard,
  findOrganisation,
  findOrganisationNamed,
  makeContact,
  makeOrganisation,
  ownerOfAddress,
  ownerOfDomain,
  type ContactCard,
  type CustomerHooks,
} from "../../core/contacts/index.ts";
import { nameFor, type Complaint, type CustomerRow } from "../../domain/contact/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type Applied = {
  contact: "made" | "changed" | "unchanged" | null;
  contactId: string | null;
  organisationMade: boolean;
  complaints: Complaint[];
};
export type ApplyBy = { staffId: string | null; now: number; hooks: CustomerHooks };

/**
 * Brings one row in: customers are known by domain or name, contacts by e-mail or phone; what is known is completed, never
 * doubled, and empty cells change nothing. A refusal is a complaint about the row.
 */
export async function applyCustomerRow(tx: Tx, row: CustomerRow, by: ApplyBy): Promise<Applied> {
  const nothing: Applied = { contact: null, contactId: null, organisationMade: false, complaints: [] };
  const known = row.contact ? await knownContacts(tx, row.contact) : [];
  if (known.length > 1) return { ...nothing, complaints: [{ column: "email", value: "", reason: TWO_CONTACTS }] };
  const owners = await domainOwners(tx, row);
  if (owners.length > 1)
    return { ...nothing, complaints: [{ column: "domain", value: "", reason: TWO_ORGANISATIONS }] };
  try {
    const organisation = row.organisation ? await bringOrganisation(tx, row.organisation, owners[0] ?? null, by) : null;
    const organisationMade = organisation?.made ?? false;
    if (!row.contact) return { ...nothing, organisationMade };
    const contact = await bringContact(
      tx,
      row.contact,
      { contactId: known[0] ?? null, organisationId: organisation?.id ?? null },
      by,
    );
    return { ...contact, organisationMade, complaints: [] };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { ...nothing, complaints: [complaintOf(error)] };
  }
}

type Person = NonNullable<CustomerRow["contact"]>;

async function knownContacts(tx: Tx, person: Person): Promise<string[]> {
  const found = new Set<string>();
  for (const [kind, values] of [
    ["email", person.emails],
    ["phone", person.phones],
  ] as const)
    for (const value of values) {
      const owner = await ownerOfAddress(tx, { kind, value });
      if (owner) found.add(owner);
    }
  return [...found];
}

async function domainOwners(tx: Tx, row: CustomerRow): Promise<string[]> {
  const owners = await Promise.all((row.organisation?.domains ?? []).map((domain) => ownerOfDomain(tx, domain)));
  return [...new Set(owners.filter((owner) => owner !== null))];
}

async function bringOrganisation(
  tx: Tx,
  wanted: NonNullable<CustomerRow["organisation"]>,
  ownerId: string | null,
  by: ApplyBy,
): Promise<{ id: string; made: boolean }> {
  const known = ownerId ? await findOrganisation(tx, ownerId) : await findOrganisationNamed(tx, wanted.name);
  if (!known) {
    const profile = { name: wanted.name, tier: wanted.tier ?? "basic", adviserId: null, note: "" } as const;
    return { id: await makeOrganisation(tx, profile, wanted.domains, by), made: true };
  }
  const domains = [...new Set([...known.domains, ...wanted.domains])];
  // A tier that follows from figures is the rules' to say.
  const { paid, since, users } = known.basis;
  const isByRule = known.byHand !== null || [paid, since, users].some((figure) => figure !== null);
  const tier = isByRule ? known.tier : (wanted.tier ?? known.tier);
  if (tier !== known.tier || domains.length > known.domains.length)
    await changeOrganisation(tx, { id: known.id, version: known.version }, { tier, domains }, by);
  return { id: known.id, made: false };
}

async function bringContact(
  tx: Tx,
  person: Person,
  known: { contactId: string | null; organisationId: string | null },
  by: ApplyBy,
): Promise<Pick<Applied, "contact" | "contactId">> {
  const card = known.contactId ? await contactCard(tx, known.contactId) : null;
  if (!card) {
    const profile = {
      name: nameFor(person.name ?? "", person.emails[0] ?? null),
      organisationId: known.organisationId,
      title: person.title ?? "",
      language: person.language ?? "zh",
      timeZone: null,
      preferredChannel: null,
      note: person.note ?? "",
    } as const;
    return { contact: "made", contactId: await makeContact(tx, profile, person, by.now) };
  }
  const change = changesTo(card, person, known.organisationId);
  if (Object.keys(change).length === 0) return { contact: "unchanged", contactId: card.id };
  await changeContact(tx, { id: card.id, version: card.version }, change, by.now);
  if (change.organisationId && !card.organisationId)
    await by.hooks.onContactsJoined(tx, { ...by, contactIds: [card.id], organisationId: change.organisationId });
  return { contact: "changed", contactId: card.id };
}

function changesTo(
  card: ContactCard,
  person: Person,
  organisationId: string | null,
): Parameters<typeof changeContact>[2] {
  const differs = <T>(now: T, wanted: T | null): wanted is T => wanted !== null && wanted !== now;
  const emails = [...new Set([...card.emails, ...person.emails])];
  const phones = [...new Set([...card.phones, ...person.phones])];
  return {
    ...(differs(card.name, person.name) ? { name: person.name } : {}),
    ...(differs(card.title, person.title) ? { title: person.title } : {}),
    ...(differs(card.language, person.language) ? { language: person.language } : {}),
    ...(differs(card.note, person.note) ? { note: person.note } : {}),
    ...(differs(card.organisationId, organisationId) ? { organisationId } : {}),
    ...(emails.length > card.emails.length ? { emails } : {}),
    ...(phones.length > card.phones.length ? { phones } : {}),
  };
}

const TWO_CONTACTS = {
  zh: "邮箱和电话分别属于不同的联系人，请先合并",
  en: "e-mail and phone belong to different contacts; merge them first",
};
const TWO_ORGANISATIONS = {
  zh: "域名分别属于不同的客户，请先合并",
  en: "the domains belong to different organisations; merge them first",
};

function complaintOf({ code, params }: CodedError): Complaint {
  const reason = { zh: problemOf(code, params, "zh").detail, en: problemOf(code, params, "en").detail };
  return {
    column: code.startsWith("domain") ? "domain" : "email",
    value: String(params["value"] ?? params["domain"] ?? ""),
    reason,
  };
}
