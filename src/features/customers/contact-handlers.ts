import type { AuditAction } from "../../contract/audit-actions.ts";
import { CodedError } from "../../contract/coded-error.ts";
import { contactRoutes } from "../../contract/customer-routes.ts";
import {
  changeContact,
  contactCard,
  contactDuplicates,
  eraseContact,
  findContact,
  listContacts,
  makeContact,
  mergersInto,
  ownerOfDomain,
  type ContactCard,
} from "../../core/contacts/index.ts";
import { handle, recordAudit } from "../../core/staff/index.ts";
import { canBelongToOrganisation, domainOf } from "../../domain/contact/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { customerTickets, openTicketCounts } from "./customer-ticket-store.ts";
import type { CustomerDeps, Doer } from "./deps.ts";
import { given } from "./given.ts";
import { exportContacts } from "./export-contacts.ts";
import { maySeeInClear, requireInClear } from "./may-see-in-clear.ts";
import { presentCard, presentContact } from "./present-customer.ts";
import { ticketHooks } from "./ticket-moves.ts";

export const contactHandlers = (deps: CustomerDeps) => [...readHandlers(deps), ...writeHandlers(deps)];

const readHandlers = (deps: CustomerDeps) => [
  handle(contactRoutes.list, async ({ tx, session, query }) => {
    const { cursor, limit, ...filter } = query;
    const { viewer } = session;
    const page = await listContacts(tx, filter, { cursor, limit }, !(await maySeeInClear(deps, { tx, session })));
    const ids = page.items.map((row) => row.id);
    const open = await openTicketCounts(tx, viewer, "contact_id", ids);
    const items = page.items.map((row) => ({ ...presentContact(row), openTickets: open.get(row.id) ?? 0 }));
    return { items, nextCursor: page.nextCursor };
  }),

  handle(contactRoutes.show, async ({ tx, session, params }) => {
    const card = await requireCard(tx, params.contactId);
    return presentCard(card, {
      proposedDomains: await proposedDomains(tx, card),
      tickets: await customerTickets(tx, session.viewer, { contactId: card.id }),
      mergedFrom: await mergersInto(tx, card.id),
    });
  }),

  handle(contactRoutes.duplicates, async ({ tx, params }) => {
    const contact = await findContact(tx, params.contactId);
    if (!contact) throw new CodedError("not_found");
    return { items: await contactDuplicates(tx, contact) };
  }),

  handle(contactRoutes.reveal, async (call) => {
    await requireInClear(deps, call);
    const card = await requireCard(call.tx, call.params.contactId);
    await noteContact(call, "contact.revealed", card.id);
    return { emails: card.emails, phones: card.phones };
  }),

  handle(contactRoutes.export, async (call) => exportContacts(call, await maySeeInClear(deps, call))),
];

const writeHandlers = (deps: CustomerDeps) => [
  handle(contactRoutes.make, async (call) => {
    const { emails, phones, ...profile } = call.body;
    const id = await makeContact(call.tx, profile, { emails, phones }, call.now);
    await noteContact(call, "contact.created", id);
    return { id };
  }),

  handle(contactRoutes.change, async (call) => {
    const { version, ...change } = call.body;
    const id = call.params.contactId;
    const before = await findContact(call.tx, id);
    await changeContact(call.tx, { id, version }, given(change), call.now);
    const organisationId = change.organisationId;
    if (organisationId && before?.organisationId === null)
      await ticketHooks(deps.desk).onContactsJoined(call.tx, {
        contactIds: [id],
        organisationId,
        staffId: call.session.staffId,
        now: call.now,
      });
    await noteContact(call, "contact.changed", id, { fields: Object.keys(given(change)) });
    await deps.customersChanged(call.tx, { contactIds: [id] });
  }),

  handle(contactRoutes.erase, async (call) => {
    const { contactId } = call.params;
    const hooks = ticketHooks(deps.desk);
    await eraseContact(call.tx, contactId, { staffId: call.session.staffId, now: call.now, hooks });
    await noteContact(call, "contact.erased", contactId, { reason: call.body.reason });
    await deps.customersChanged(call.tx, { contactIds: [contactId] });
  }),
];

async function requireCard(tx: Tx, contactId: string): Promise<ContactCard> {
  const card = await contactCard(tx, contactId);
  if (!card) throw new CodedError("not_found");
  return card;
}

/** The trail names a person by id alone, because it is never changed and the person may ask to be forgotten. */
export const noteContact = (doer: Doer, action: AuditAction, id: string, facts: Record<string, unknown> = {}) =>
  recordAudit(doer.tx, { actor: doer.session, ip: doer.ip, action, target: { kind: "contact", id }, facts }, doer.now);

async function proposedDomains(tx: Tx, card: ContactCard): Promise<string[]> {
  if (card.organisationId) return [];
  const domains = [...new Set(card.emails.map(domainOf))].filter(canBelongToOrganisation);
  const owners = await Promise.all(domains.map((domain) => ownerOfDomain(tx, domain)));
  return domains.filter((_, at) => owners[at] === null);
}
