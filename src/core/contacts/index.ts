export { ownerOfAddress } from "./address-store.ts";
export { changeContact, makeContact } from "./change-contact.ts";
export { changeOrganisation, makeOrganisation } from "./change-organisation.ts";
export type { ContactCard, Organisation, OrganisationTier } from "./contact.ts";
export { contactCard } from "./contact-card.ts";
export { findContact, holdContact } from "./contact-store.ts";
export type { CustomerHooks, TicketMove } from "./customer-hooks.ts";
export {
  listContacts,
  listOrganisations,
  type ContactFilter,
  type ContactRow,
  type OrganisationRow,
} from "./customer-list-store.ts";
export { contactDuplicates, organisationDuplicates } from "./duplicates-store.ts";
export { eraseContact } from "./erase-contact.ts";
export { findOrMakeContact, type RecognisedContact } from "./find-or-make-contact.ts";
export { mergeContacts, unmergeContact } from "./merge-contacts.ts";
export { mergeOrganisations, unmergeOrganisation } from "./merge-organisations.ts";
export { mergersInto } from "./merger-store.ts";
export { findOrganisation, findOrganisationNamed, organisationsToRetier, ownerOfDomain } from "./organisation-store.ts";
export { markUndeliverable } from "./undeliverable-store.ts";
