import { findContact, findOrganisation, type CustomerHooks, type TicketMove } from "../../core/contacts/index.ts";
import { changeTicket, eraseCustomerWords, setOrganisation, type TicketDesk } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import { changeFacts, type Actor, type CustomerTier, type TicketEventBody } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { CustomerDeps, Doer } from "./deps.ts";
import { openTicketsOf, ticketsOf } from "./ticket-ids-store.ts";

type By = { staffId: string | null; now: number };

/** What becomes of tickets when customers are merged, joined or erased: events of their own, so that trail and promises follow. */
export const ticketHooks = (desk: TicketDesk): CustomerHooks => ({
  onContactsMerged: async (tx, move) => {
    const ids = move.ticketIds ?? (await ticketsOf(tx, { contactId: move.fromId }));
    await tellEach(desk, tx, ids, { body: { type: "contact_changed", contactId: move.intoId }, by: move });
    const into = await findContact(tx, move.intoId);
    if (into?.organisationId)
      await joinOrganisation(desk, tx, { contactIds: [into.id], organisationId: into.organisationId }, move);
    return [...ids];
  },
  onOrganisationsMerged: async (tx, move: TicketMove) => {
    const ids = move.ticketIds ?? (await ticketsOf(tx, { organisationId: move.fromId }));
    for (const id of ids) await setOrganisation(tx, id, move.intoId);
    const into = await findOrganisation(tx, move.intoId);
    if (into) await retier(desk, tx, { organisationId: into.id, tier: into.tier }, move);
    return [...ids];
  },
  onContactsJoined: (tx, joined) => joinOrganisation(desk, tx, joined, joined),
  onContactErased: async (tx, erased) => {
    for (const contactId of erased.contactIds) {
      const ids = await ticketsOf(tx, { contactId });
      await tellEach(desk, tx, ids, { body: { type: "contact_erased" }, by: erased });
    }
    await eraseCustomerWords(tx, erased.contactIds);
  },
});

/** Who does it, and what becomes of tickets. */
export const byOf = ({ desk }: CustomerDeps, { session, now }: Doer) => ({
  staffId: session.staffId,
  now,
  hooks: ticketHooks(desk),
});

/** A new tier of an organisation: the promises of its open tickets are matched anew from the same events. */
export async function retier(
  desk: TicketDesk,
  tx: Tx,
  change: { organisationId: string; tier: CustomerTier },
  by: By,
): Promise<void> {
  for (const ticketId of await openTicketsOf(tx, change.organisationId))
    await changeTicket(desk, tx, { ticketId, actor: actorOf(by), now: by.now }, (ticket) =>
      changeFacts(ticket, { tier: change.tier }, null),
    );
}

async function joinOrganisation(
  desk: TicketDesk,
  tx: Tx,
  joined: { contactIds: readonly string[]; organisationId: string },
  by: By,
): Promise<void> {
  for (const contactId of joined.contactIds)
    for (const id of await ticketsOf(tx, { contactId, organisationId: null }))
      await setOrganisation(tx, id, joined.organisationId);
  const organisation = await findOrganisation(tx, joined.organisationId);
  if (organisation) await retier(desk, tx, { organisationId: organisation.id, tier: organisation.tier }, by);
}

async function tellEach(
  desk: TicketDesk,
  tx: Tx,
  ids: readonly string[],
  told: { body: TicketEventBody; by: By },
): Promise<void> {
  for (const ticketId of ids)
    await changeTicket(desk, tx, { ticketId, actor: actorOf(told.by), now: told.by.now }, () => accepted([told.body]));
}

const actorOf = ({ staffId }: By): Actor => (staffId ? { kind: "staff", id: staffId } : { kind: "system" });
