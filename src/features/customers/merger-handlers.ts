import type { AuditAction } from "../../contract/audit-actions.ts";
import { CodedError } from "../../contract/coded-error.ts";
import { contactRoutes, organisationRoutes } from "../../contract/customer-routes.ts";
import {
  contactCard,
  findOrganisation,
  listContacts,
  mergeContacts,
  mergeOrganisations,
  unmergeContact,
  unmergeOrganisation,
} from "../../core/contacts/index.ts";
import { handle, recordAudit } from "../../core/staff/index.ts";
import { maskEmail, maskPhone } from "../../domain/contact/index.ts";
import { noteContact } from "./contact-handlers.ts";
import { customerTickets } from "./customer-ticket-store.ts";
import type { CustomerDeps, Doer } from "./deps.ts";
import { byOf } from "./ticket-moves.ts";

const CONTACTS_COUNTED_MAX = 200;

export const mergerHandlers = (deps: CustomerDeps) => [...ofContacts(deps), ...ofOrganisations(deps)];

const ofContacts = (deps: CustomerDeps) => [
  handle(contactRoutes.previewMerger, async ({ tx, session, params, query }) => {
    const from = await contactCard(tx, params.contactId);
    const into = await contactCard(tx, query.into);
    if (!from || !into) throw new CodedError("not_found");
    if (from.id === into.id) throw new CodedError("merge_customer_into_itself");
    const tickets = await customerTickets(tx, session.viewer, { contactId: from.id });
    return {
      from: { id: from.id, name: from.name },
      into: { id: into.id, name: into.name },
      movedTickets: tickets.total,
      movedContacts: 0,
      movedAddresses: [...from.emails.map(maskEmail), ...from.phones.map(maskPhone)],
      organisationTaken: into.organisation ? null : from.organisation,
    };
  }),

  handle(contactRoutes.merge, async (call) => {
    const pair = { fromId: call.params.contactId, intoId: call.body.into };
    await mergeContacts(call.tx, pair, byOf(deps, call));
    await noteContact(call, "contact.merged", pair.fromId, { into: pair.intoId });
    await deps.customersChanged(call.tx, { contactIds: [pair.fromId, pair.intoId] });
  }),

  handle(contactRoutes.unmerge, async (call) => {
    const { contactId } = call.params;
    const { intoId } = await unmergeContact(call.tx, contactId, byOf(deps, call));
    await noteContact(call, "contact.unmerged", contactId, { from: intoId });
    await deps.customersChanged(call.tx, { contactIds: [contactId, intoId] });
  }),
];

const ofOrganisations = (deps: CustomerDeps) => [
  handle(organisationRoutes.previewMerger, async ({ tx, session, params, query }) => {
    const from = await findOrganisation(tx, params.organisationId);
    const into = await findOrganisation(tx, query.into);
    if (!from || !into) throw new CodedError("not_found");
    if (from.id === into.id) throw new CodedError("merge_customer_into_itself");
    const tickets = await customerTickets(tx, session.viewer, { organisationId: from.id });
    const contacts = await listContacts(tx, { organisationId: from.id }, { limit: CONTACTS_COUNTED_MAX }, true);
    return {
      from: { id: from.id, name: from.name },
      into: { id: into.id, name: into.name },
      movedTickets: tickets.total,
      movedContacts: contacts.items.length,
      movedAddresses: from.domains,
      organisationTaken: null,
    };
  }),

  handle(organisationRoutes.merge, async (call) => {
    const pair = { fromId: call.params.organisationId, intoId: call.body.into };
    await mergeOrganisations(call.tx, pair, byOf(deps, call));
    await noteOrganisation(call, "organisation.merged", pair.fromId, { into: pair.intoId });
    await deps.customersChanged(call.tx, { organisationId: pair.intoId });
  }),

  handle(organisationRoutes.unmerge, async (call) => {
    const { organisationId } = call.params;
    const { intoId } = await unmergeOrganisation(call.tx, organisationId, byOf(deps, call));
    await noteOrganisation(call, "organisation.unmerged", organisationId, { from: intoId });
    await deps.customersChanged(call.tx, { organisationId });
  }),
];

const noteOrganisation = (doer: Doer, action: AuditAction, id: string, facts: Record<string, unknown>) =>
  recordAudit(
    doer.tx,
    { actor: doer.session, ip: doer.ip, action, target: { kind: "organisation", id }, facts },
    doer.now,
  );
