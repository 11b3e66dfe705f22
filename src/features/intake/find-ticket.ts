import { findTicketIdByNumber } from "../../core/tickets/index.ts";
import type { InboundMessage } from "../../domain/channel/inbound-message.ts";
import { ticketNumberOf } from "../../domain/channel/ticket-label.ts";
import { placeForMessage } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { IntakeDeps } from "./intake-deps.ts";
import {
  findMail,
  isParticipant,
  lockStanding,
  ownAddresses,
  wroteToAny,
  type StandingTicket,
} from "./intake-store.ts";
import { mayNote } from "./note-from-staff.ts";
import type { Sender } from "./recognise-sender.ts";

/** Where a message goes: into a ticket, or into a new one that may be linked to the one it meant. */
export type Place =
  | { kind: "here"; ticket: StandingTicket }
  | { kind: "new"; link: { ticketId: string; relation: "related" | "follow_up" } | null };

const ROUND_ADDRESSES_MAX = 50;

type Meant = { ticketId: string; allowed: boolean };

/**
 * The ticket that a message means: by an address or Message-ID that this desk signed, then by the mails it answers,
 * then by the number in its subject. Only the first is proof. A mail that answers a customer's mail must come from
 * somebody on the ticket, or from the round that the customer wrote to; a number in the subject counts only for people on
 * the ticket. Whoever is refused gets a ticket of his own, linked as related. Merged tickets lead to their survivor; one
 * closed longer ago than the window gets a follow-up.
 */
export async function findPlace(deps: IntakeDeps, tx: Tx, message: InboundMessage, sender: Sender): Promise<Place> {
  const meant =
    (await bySignature(message, sender)) ??
    (await byReferences(tx, message, sender)) ??
    (await byNumber(tx, message, sender));
  if (!meant) return { kind: "new", link: null };
  const ticket = await lockStanding(tx, meant.ticketId);
  if (!ticket) return { kind: "new", link: null };
  if (!meant.allowed) return { kind: "new", link: { ticketId: ticket.id, relation: "related" } };
  return placeForMessage(ticket, message.automatic.isAutomatic, deps.now()) === "new_linked"
    ? { kind: "new", link: { ticketId: ticket.id, relation: "follow_up" } }
    : { kind: "here", ticket };
}

async function bySignature(message: InboundMessage, sender: Sender): Promise<Meant | null> {
  return message.signedTicketId === null ? null : { ticketId: message.signedTicketId, allowed: !sender.forgedStaff };
}

async function byReferences(tx: Tx, message: InboundMessage, sender: Sender): Promise<Meant | null> {
  const hit = await findMail(tx, message.references);
  if (!hit) return null;
  if (sender.forgedStaff) return { ticketId: hit.ticketId, allowed: false };
  const allowed =
    hit.direction === "out" ||
    (await mayJoin(tx, hit.ticketId, message, sender)) ||
    (await sharesRound(tx, hit.ticketId, message));
  return { ticketId: hit.ticketId, allowed };
}

async function byNumber(tx: Tx, message: InboundMessage, sender: Sender): Promise<Meant | null> {
  const number = message.subjectToken === null ? null : ticketNumberOf(message.subjectToken);
  const ticketId = number === null ? null : await findTicketIdByNumber(tx, number);
  return ticketId === null ? null : { ticketId, allowed: await mayJoin(tx, ticketId, message, sender) };
}

async function mayJoin(tx: Tx, ticketId: string, message: InboundMessage, sender: Sender): Promise<boolean> {
  if (sender.staff && (await mayNote(tx, sender.staff, ticketId))) return true;
  if (sender.address === "" || message.senderVerified === "fail") return false;
  return isParticipant(tx, ticketId, sender.address);
}

/**
 * Both mails went to one third address, a mailing list or a colleague whom the customer put on his mail: whoever answers
 * it to all of them has got it. Our own addresses do not count, nor do those of the customer himself.
 */
async function sharesRound(tx: Tx, ticketId: string, message: InboundMessage): Promise<boolean> {
  if (message.senderVerified === "fail") return false;
  const own = await ownAddresses(tx);
  const round = [...message.to, ...message.cc]
    .slice(0, ROUND_ADDRESSES_MAX)
    .map(({ address }) => address.toLowerCase())
    .filter((address) => !own.has(address.replace(/\+[^@]*@/, "@")));
  return round.length > 0 && wroteToAny(tx, ticketId, round);
}
