import { z } from "zod";
import { CUSTOMER_TIERS } from "../domain/ticket/vocabulary.ts";
import { emailAddress, id, language, name, pageOf, pageQuery, reason } from "./common.ts";
import {
  contactPage,
  contactRow,
  duplicate,
  importMapping,
  importPreview,
  importReport,
  mergerPreview,
  organisationPage,
  organisationRow,
} from "./customer-shapes.ts";
import { defineRoute } from "./route.ts";
import { timeZone } from "./staff-shapes.ts";

const tag = "customers";
const QUERY_CHARS_MAX = 100;
const NOTE_CHARS_MAX = 20_000;
const ADDRESSES_MAX = 20;
const DOMAINS_MAX = 50;

const q = z.string().max(QUERY_CHARS_MAX).optional();
const flag = z
  .enum(["true", "false"])
  .transform((value) => value === "true")
  .optional();
const contactParams = z.object({ contactId: id });
const organisationParams = z.object({ organisationId: id });
const importParams = z.object({ importId: id });
const version = z.number().int().min(1);

const contactFields = z.object({
  name,
  organisationId: id.nullable(),
  title: z.string().trim().max(200),
  language,
  timeZone: timeZone.nullable(),
  preferredChannel: z.enum(["email", "phone"]).nullable(),
  note: z.string().max(NOTE_CHARS_MAX),
  /** The first is the primary one. */
  emails: z.array(emailAddress).max(ADDRESSES_MAX),
  phones: z.array(z.string().trim().min(1).max(60)).max(ADDRESSES_MAX),
});
const contactChange = contactFields.partial().extend({ version, blocked: z.boolean().optional() });
const contact = contactFields.shape;
const newContact = contactFields.extend({
  organisationId: contact.organisationId.default(null),
  title: contact.title.default(""),
  language: contact.language.default("zh"),
  timeZone: contact.timeZone.default(null),
  preferredChannel: contact.preferredChannel.default(null),
  note: contact.note.default(""),
  emails: contact.emails.default([]),
  phones: contact.phones.default([]),
});

const PAID_CNY_MAX = 1_000_000_000_000;
const USERS_MAX = 100_000_000;
const TIER_REASON_CHARS_MAX = 1_000;

/** What the tier follows from by the rules of the procedure, and why and until when it is set by hand. */
const tierBasis = {
  paidCny: z.number().int().min(0).max(PAID_CNY_MAX).nullable(),
  customerSince: z.iso.date().nullable(),
  users: z.number().int().min(0).max(USERS_MAX).nullable(),
};
const organisationFields = z.object({
  name,
  tier: z.enum(CUSTOMER_TIERS),
  ...tierBasis,
  tierReason: z.string().trim().max(TIER_REASON_CHARS_MAX),
  /** The last day on which it holds. */
  tierUntil: z.iso.date().nullable(),
  adviserId: id.nullable(),
  note: z.string().max(NOTE_CHARS_MAX),
  domains: z.array(z.string().trim().min(1).max(253)).max(DOMAINS_MAX),
});
const organisationChange = organisationFields.partial().extend({ version });
const organisation = organisationFields.shape;
const newOrganisation = organisationFields.extend({
  /** By the rules where it is left out. */
  tier: organisation.tier.optional(),
  paidCny: organisation.paidCny.default(null),
  customerSince: organisation.customerSince.default(null),
  users: organisation.users.default(null),
  tierReason: organisation.tierReason.default(""),
  tierUntil: organisation.tierUntil.default(null),
  adviserId: organisation.adviserId.default(null),
  note: organisation.note.default(""),
  domains: organisation.domains.default([]),
});

export const contactRoutes = {
  list: defineRoute({
    id: "listContacts",
    method: "GET",
    path: "/api/v1/contacts",
    access: "contacts.read",
    tag,
    summary: "Contacts by name, organisation, address or phone, newest first; addresses masked",
    query: pageQuery.extend({
      q,
      organisationId: id.optional(),
      withoutOrganisation: flag,
      tier: z.enum(CUSTOMER_TIERS).optional(),
      blocked: flag,
    }),
    response: pageOf(contactRow),
  }),
  show: defineRoute({
    id: "getContact",
    method: "GET",
    path: "/api/v1/contacts/:contactId",
    access: "contacts.read",
    tag,
    summary: "A contact with tickets and open promises; of a merged one, the contact it was merged into",
    params: contactParams,
    response: contactPage,
  }),
  make: defineRoute({
    id: "createContact",
    method: "POST",
    path: "/api/v1/contacts",
    access: "contacts.write",
    tag,
    summary: "Add a contact",
    body: newContact,
    response: z.object({ id }),
    status: 201,
  }),
  change: defineRoute({
    id: "updateContact",
    method: "PATCH",
    path: "/api/v1/contacts/:contactId",
    access: "contacts.write",
    tag,
    summary: "Change a contact; addresses, when given, replace all of their kind; blocked senders open no tickets",
    params: contactParams,
    body: contactChange,
  }),
  reveal: defineRoute({
    id: "revealContact",
    method: "POST",
    path: "/api/v1/contacts/:contactId/reveals",
    access: "personal_data.reveal",
    tag,
    summary: "Addresses and phones in clear; every reveal stands in the audit trail",
    params: contactParams,
    response: z.object({ emails: z.array(z.string()), phones: z.array(z.string()) }),
  }),
  duplicates: defineRoute({
    id: "listContactDuplicates",
    method: "GET",
    path: "/api/v1/contacts/:contactId/duplicates",
    access: "contacts.read",
    tag,
    summary: "Contacts that may be the same person",
    params: contactParams,
    response: z.object({ items: z.array(duplicate) }),
  }),
  previewMerger: defineRoute({
    id: "previewContactMerger",
    method: "GET",
    path: "/api/v1/contacts/:contactId/merger",
    access: "contacts.merge",
    tag,
    summary: "What merging this contact into another would do",
    params: contactParams,
    query: z.object({ into: id }),
    response: mergerPreview,
  }),
  merge: defineRoute({
    id: "mergeContact",
    method: "PUT",
    path: "/api/v1/contacts/:contactId/merger",
    access: "contacts.merge",
    tag,
    summary: "Merge this contact into another, with tickets and addresses",
    params: contactParams,
    body: z.object({ into: id }),
  }),
  unmerge: defineRoute({
    id: "unmergeContact",
    method: "DELETE",
    path: "/api/v1/contacts/:contactId/merger",
    access: "contacts.merge",
    tag,
    summary: "Undo a merger: what moved goes back",
    params: contactParams,
  }),
  erase: defineRoute({
    id: "eraseContact",
    method: "POST",
    path: "/api/v1/contacts/:contactId/erasure",
    access: "contacts.merge",
    tag,
    summary: "Forget a person for good; tickets stay without the name",
    params: contactParams,
    body: z.object({ reason }),
  }),
  export: defineRoute({
    id: "exportContacts",
    method: "GET",
    path: "/api/v1/contact-export",
    access: "exports.make",
    tag,
    summary: "Contacts as CSV (UTF-8 with BOM); in clear for people who may reveal personal data, else masked",
    query: z.object({ q, organisationId: id.optional(), tier: z.enum(CUSTOMER_TIERS).optional() }),
  }),
};

export const organisationRoutes = {
  list: defineRoute({
    id: "listOrganisations",
    method: "GET",
    path: "/api/v1/organisations",
    access: "contacts.read",
    tag,
    summary: "Organisations by name or domain, newest first",
    query: pageQuery.extend({ q, tier: z.enum(CUSTOMER_TIERS).optional(), adviserId: id.optional() }),
    response: pageOf(organisationRow),
  }),
  show: defineRoute({
    id: "getOrganisation",
    method: "GET",
    path: "/api/v1/organisations/:organisationId",
    access: "contacts.read",
    tag,
    summary: "An organisation with contacts, tickets and open promises",
    params: organisationParams,
    response: organisationPage,
  }),
  make: defineRoute({
    id: "createOrganisation",
    method: "POST",
    path: "/api/v1/organisations",
    access: "contacts.write",
    tag,
    summary: "Add an organisation; contacts writing from its domains that belong nowhere join it",
    body: newOrganisation,
    response: z.object({ id }),
    status: 201,
  }),
  change: defineRoute({
    id: "updateOrganisation",
    method: "PATCH",
    path: "/api/v1/organisations/:organisationId",
    access: "contacts.write",
    tag,
    summary: "Change an organisation; a new tier matches the promises of its open tickets anew",
    params: organisationParams,
    body: organisationChange,
  }),
  duplicates: defineRoute({
    id: "listOrganisationDuplicates",
    method: "GET",
    path: "/api/v1/organisations/:organisationId/duplicates",
    access: "contacts.read",
    tag,
    summary: "Organisations that may be the same",
    params: organisationParams,
    response: z.object({ items: z.array(duplicate) }),
  }),
  previewMerger: defineRoute({
    id: "previewOrganisationMerger",
    method: "GET",
    path: "/api/v1/organisations/:organisationId/merger",
    access: "contacts.merge",
    tag,
    summary: "What merging this organisation into another would do",
    params: organisationParams,
    query: z.object({ into: id }),
    response: mergerPreview,
  }),
  merge: defineRoute({
    id: "mergeOrganisation",
    method: "PUT",
    path: "/api/v1/organisations/:organisationId/merger",
    access: "contacts.merge",
    tag,
    summary: "Merge this organisation into another, with contacts, domains and tickets",
    params: organisationParams,
    body: z.object({ into: id }),
  }),
  unmerge: defineRoute({
    id: "unmergeOrganisation",
    method: "DELETE",
    path: "/api/v1/organisations/:organisationId/merger",
    access: "contacts.merge",
    tag,
    summary: "Undo a merger: what moved goes back",
    params: organisationParams,
  }),
};

export const importRoutes = {
  list: defineRoute({
    id: "listCustomerImports",
    method: "GET",
    path: "/api/v1/customer-imports",
    access: "contacts.import",
    tag,
    summary: "Imports of the last 30 days, newest first",
    response: z.object({ items: z.array(importReport) }),
  }),
  /** Multipart with one `file` part. */
  upload: defineRoute({
    id: "uploadCustomerImport",
    method: "POST",
    path: "/api/v1/customer-imports",
    access: "contacts.import",
    tag,
    summary: "Upload a CSV of customers (UTF-8, UTF-16 or GBK); answers a preview, nothing is imported yet",
    response: importPreview,
    status: 201,
  }),
  preview: defineRoute({
    id: "previewCustomerImport",
    method: "POST",
    path: "/api/v1/customer-imports/:importId/preview",
    access: "contacts.import",
    tag,
    summary: "The preview under another mapping of columns",
    params: importParams,
    body: z.object({ mapping: importMapping }),
    response: importPreview,
  }),
  run: defineRoute({
    id: "runCustomerImport",
    method: "POST",
    path: "/api/v1/customer-imports/:importId/execution",
    access: "contacts.import",
    tag,
    summary: "Import in the background; rows known by e-mail or phone are updated, never doubled",
    params: importParams,
    body: z.object({ mapping: importMapping }),
    response: importReport,
    status: 202,
  }),
  show: defineRoute({
    id: "getCustomerImport",
    method: "GET",
    path: "/api/v1/customer-imports/:importId",
    access: "contacts.import",
    tag,
    summary: "Progress and outcome",
    params: importParams,
    response: importReport,
  }),
  badRows: defineRoute({
    id: "downloadBadRows",
    method: "GET",
    path: "/api/v1/customer-imports/:importId/bad-rows",
    access: "contacts.import",
    tag,
    summary: "The rows that were not imported, as CSV with line and reason",
    params: importParams,
  }),
};
