import { CodedError } from "../../contract/coded-error.ts";
import { findContact, findOrganisation } from "../../core/contacts/index.ts";
import {
  changeTicket,
  giveMessage,
  insertLink,
  lockMessage,
  openTicket,
  requireSight,
} from "../../core/tickets/index.ts";
import { accepted, refused } from "../../domain/result.ts";
import { isOpen, type Channel, type Ticket } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { defaultTeamId, readCorrespondence } from "./conversation-store.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";

export type Split = { ticketId: string; messageId: string; subject: string };

/**
 * Makes a linked ticket of a customer's message that is about something else; the message and its files move there and
 * its promises run from now.
 * @throws CodedError not_found, message_not_splittable, transition_not_allowed
 */
export async function splitTicket(
  deps: TicketDeskDeps,
  by: ByPerson,
  split: Split,
): Promise<{ id: string; number: number }> {
  const { tx, session, now } = by;
  await requireSight(tx, session.viewer, split.ticketId);
  const message = await lockMessage(tx, split.messageId);
  if (!message || message.ticket_id !== split.ticketId) throw new CodedError("not_found");
  if (message.direction !== "in") throw new CodedError("message_not_splittable");
  const old = await read(deps, by, split.ticketId);
  const about = await readCorrespondence(tx, split.ticketId);
  const made = await openTicket(
    deps.desk,
    tx,
    {
      subject: split.subject,
      text: message.text,
      kind: old.facts.kind,
      priority: null,
      categoryId: null,
      tags: [],
      channel: message.channel as Channel,
      tier: old.facts.tier,
      contactId: old.contactId,
      organisationId: await organisationOf(tx, old.contactId),
      language: about?.language ?? "zh",
      teamId: old.teamId ?? (await defaultTeamId(tx)),
      assigneeId: old.assigneeId,
      mailboxId: null,
      first: () => [
        { type: "customer_message", messageId: message.id, automatic: message.automatic },
        { type: "linked", ticketId: split.ticketId, relation: "split" },
      ],
    },
    { actor: { kind: "staff", id: session.staffId }, now },
  );
  const { id } = made.ticket;
  await changeTicket(deps.desk, tx, requestBy(by, split.ticketId), () =>
    accepted([
      { type: "split_off", ticketId: id, messageId: message.id },
      { type: "linked", ticketId: id, relation: "split" },
    ]),
  );
  await insertLink(tx, { ticketId: split.ticketId, otherId: id, relation: "split", staffId: session.staffId });
  await giveMessage(tx, message.id, id);
  return { id, number: made.head.number };
}

/** The ticket as it stands, locked by a change that changes nothing. */
async function read(deps: TicketDeskDeps, by: ByPerson, ticketId: string): Promise<Ticket> {
  let found: Ticket | null = null;
  await changeTicket(deps.desk, by.tx, requestBy(by, ticketId), (ticket) => {
    found = ticket;
    return isOpen(ticket) ? accepted([]) : refused("transition_not_allowed", { state: ticket.facts.state });
  });
  if (!found) throw new CodedError("not_found");
  return found;
}

async function organisationOf(tx: Tx, contactId: string): Promise<string | null> {
  const contact = await findContact(tx, contactId);
  const organisation = contact?.organisationId ? await findOrganisation(tx, contact.organisationId) : null;
  return organisation?.id ?? null;
}
