import { CodedError } from "../../contract/coded-error.ts";
import { findOrMakeContact } from "../../core/contacts/index.ts";
import { defaultTeam } from "../../core/staff/index.ts";
import {
  drawNumber,
  openTicket,
  placeNewTicket,
  setPriorityReasons,
  writeIncoming,
  type NewMessage,
  type Place,
} from "../../core/tickets/index.ts";
import { normaliseEmail } from "../../domain/contact/index.ts";
import { sees, sightOf } from "../../domain/permission/index.ts";
import type { Channel, Priority, TicketKind } from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import { requireTeam, requireWorker } from "./assign-ticket.ts";
import { requireContact } from "./change-properties.ts";
import type { ByPerson, TicketDeskDeps } from "./deps.ts";

export type NewCase = {
  contact: { id: string } | { name: string; email: string };
  subject: string;
  text: string;
  kind: TicketKind;
  priority?: Priority | undefined;
  categoryId?: string | undefined;
  teamId?: string | undefined;
  assigneeId?: string | undefined;
  tags: readonly string[];
  language: "zh" | "en";
  channel: Extract<Channel, "api" | "phone" | "console">;
  acknowledge: boolean;
  arrivedAt?: string | undefined;
};

/** What is older is entered as what it is: history. */
const ARRIVED_AGO_MS_MAX = 366 * 24 * 60 * 60 * 1000;

const SET_BY_HAND = [{ zh: "受理时指定", en: "Set when the ticket was opened" }];

/**
 * Opens a ticket for a customer, who is found or made by his address; his words are its first message. REQ: IN-02
 * @throws CodedError not_found, team_unknown, person_unknown, assignee_cannot_work, assignee_not_in_team
 */
export async function openCase(
  deps: TicketDeskDeps,
  by: ByPerson,
  wanted: NewCase,
): Promise<{ id: string; number: number }> {
  const { tx, now } = by;
  const customer = await customerOf(by, wanted);
  const messageId = newId(now);
  const { name, timeZone } = customer;
  const mail = { name, timeZone, to: customer.email ?? "", subject: wanted.subject };
  // Sent together.
  const [number, { followers, ...place }, acknowledgement] = await Promise.all([
    drawNumber(tx),
    placeOf(deps, by, wanted, customer),
    wanted.acknowledge && customer.email !== null ? deps.acknowledgement(tx, mail) : null,
  ]);
  const change = await openTicket(
    deps.desk,
    tx,
    {
      number,
      ...(wanted.arrivedAt === undefined ? {} : { arrivedAt: arrivalOf(wanted.arrivedAt, now) }),
      subject: wanted.subject,
      text: wanted.text,
      kind: wanted.kind,
      priority: wanted.priority ? { value: wanted.priority, reason: SET_BY_HAND[0]!.zh } : null,
      categoryId: wanted.categoryId ?? null,
      tags: [...new Set(wanted.tags)],
      channel: wanted.channel,
      tier: customer.tier,
      contactId: customer.id,
      isForStanding: true,
      organisationId: customer.organisationId,
      language: wanted.language,
      ...place,
      mailboxId: null,
      first: () => [
        { type: "customer_message", messageId, automatic: false },
        ...followers.map((staffId) => ({ type: "follower_added" as const, staffId })),
        // Who opens a case for another team still sees what becomes of it.
        ...(seesAt(by, place) ? [] : [{ type: "follower_added" as const, staffId: by.session.staffId }]),
      ],
      messageAt: now,
      acknowledgement,
    },
    { actor: { kind: "staff", id: by.session.staffId }, now },
  );
  if (wanted.priority) await setPriorityReasons(tx, change.ticket.id, SET_BY_HAND);
  const message = firstMessage({ id: messageId, ticketId: change.ticket.id, now }, customer, wanted);
  await writeIncoming(tx, { message, attachments: [] });
  await acknowledgement?.write(tx, change);
  return { id: change.ticket.id, number: change.head.number };
}

const seesAt = ({ session }: ByPerson, place: { teamId: string; assigneeId: string | null }) =>
  sees(sightOf(session.viewer), { ...place, grantedTo: [] });

/** REQ: IN-04 @throws CodedError arrival_out_of_range */
function arrivalOf(text: string, now: number): number {
  const arrivedAt = Date.parse(text);
  if (arrivedAt > now || arrivedAt < now - ARRIVED_AGO_MS_MAX) throw new CodedError("arrival_out_of_range");
  return arrivedAt;
}

type Customer = {
  id: string;
  name: string;
  timeZone: string | null;
  email: string | null;
  organisationId: string | null;
  tier: "strategic" | "growth" | "basic";
};

async function customerOf(by: ByPerson, wanted: NewCase): Promise<Customer> {
  if ("id" in wanted.contact) {
    const card = await requireContact(by.tx, wanted.contact.id);
    const { organisation } = card;
    return {
      id: card.id,
      name: card.name,
      timeZone: card.timeZone,
      email: card.emails[0] ?? null,
      organisationId: organisation?.id ?? null,
      tier: organisation?.tier ?? "basic",
    };
  }
  const { name, email } = wanted.contact;
  const found = await findOrMakeContact(by.tx, { name, address: email, language: wanted.language }, by.now);
  return {
    id: found.contactId,
    name: found.name,
    timeZone: found.timeZone,
    email: normaliseEmail(email) ?? email,
    organisationId: found.organisationId,
    tier: found.tier,
  };
}

/** The team asked for, else one of the person's, else what the routes of the procedure say. */
async function placeOf(
  { desk }: TicketDeskDeps,
  { tx, now }: ByPerson,
  wanted: NewCase,
  { organisationId, tier }: Customer,
): Promise<Place> {
  if (wanted.teamId) await requireTeam(tx, wanted.teamId);
  const { teamId: asked = null, priority = null, categoryId = null } = wanted;
  if (!wanted.assigneeId) {
    const routed = await placeNewTicket(
      desk,
      tx,
      { ...wanted, priority, categoryId, teamId: asked, organisationId, tier },
      now,
    );
    // Who names a team sends it to that team's queue, whatever the routes say.
    return asked === null || asked === routed.teamId ? routed : { ...BY_HAND, teamId: asked, assigneeId: null };
  }
  const { teamIds } = await requireWorker(tx, wanted.assigneeId);
  const teamId = wanted.teamId ?? teamIds[0] ?? (await defaultTeam(tx)).id;
  if (!teamIds.includes(teamId)) throw new CodedError("assignee_not_in_team");
  return { ...BY_HAND, teamId, assigneeId: wanted.assigneeId };
}

const BY_HAND = { level: "L1", followers: [] as string[] } as const;

const firstMessage = (
  at: { id: string; ticketId: string; now: number },
  customer: Customer,
  wanted: NewCase,
): NewMessage => ({
  id: at.id,
  ticketId: at.ticketId,
  direction: "in",
  kind: "message",
  authorStaffId: null,
  authorContactId: customer.id,
  fromName: customer.name,
  fromAddress: customer.email ?? "",
  to: [],
  cc: [],
  subject: wanted.subject,
  text: wanted.text,
  html: null,
  quotedText: null,
  quotedHtml: null,
  language: wanted.language,
  channel: wanted.channel,
  externalId: null,
  inReplyTo: null,
  rawMailId: null,
  automatic: false,
  unreadable: false,
  senderVerified: "none",
  createdAt: at.now,
  sendAt: null,
  deliveryState: "none",
  mentions: [],
});
