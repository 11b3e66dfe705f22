import type { ContactPageShape, ContactRowShape, OrganisationRowShape } from "../../contract/customer-shapes.ts";
import type { ContactCard, ContactRow, OrganisationRow } from "../../core/contacts/index.ts";
import { maskEmail, maskPhone } from "../../domain/contact/index.ts";

type Base = Omit<ContactRowShape, "openTickets">;

/** A contact as everybody may see it: addresses masked (REQ: IN-14). */
export const presentContact = (row: ContactRow): Base => ({
  id: row.id,
  name: row.name,
  title: row.title,
  organisation: row.organisation,
  emails: row.emails.map(maskEmail),
  phones: row.phones.map(maskPhone),
  language: row.language,
  blocked: row.blocked,
  createdAt: row.createdAt.toISOString(),
});

export const presentCard = (
  card: ContactCard,
  more: Pick<ContactPageShape, "proposedDomains" | "tickets"> & { mergedFrom: readonly Merged[] },
): ContactPageShape => ({
  ...presentContact(card),
  timeZone: card.timeZone,
  preferredChannel: card.preferredChannel,
  note: card.note,
  erased: card.erasedAt !== null,
  version: card.version,
  proposedDomains: more.proposedDomains,
  tickets: more.tickets,
  mergedFrom: more.mergedFrom.map(presentMerged),
});

export const presentOrganisation = (row: OrganisationRow): Omit<OrganisationRowShape, "openTickets"> => ({
  id: row.id,
  name: row.name,
  tier: row.tier,
  domains: row.domains,
  adviser: row.adviser,
  contacts: row.contacts,
  createdAt: row.createdAt.toISOString(),
});

type Merged = { fromId: string; name: string; mergedAt: Date };
export const presentMerged = ({ fromId, name, mergedAt }: Merged) => ({
  id: fromId,
  name,
  mergedAt: mergedAt.toISOString(),
});
