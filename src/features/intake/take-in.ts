import { findOrMakeContact, type RecognisedContact } from "../../core/contacts/index.ts";
import { insertLink, drawNumber, openTicket, receiveMessage, writeIncoming } from "../../core/tickets/index.ts";
import type { InboundMessage, MailParty } from "../../domain/channel/inbound-message.ts";
import type { TakenIn } from "../../domain/channel/taken-in.ts";
import { guessKind } from "../../domain/routing/index.ts";
import type { TicketEventBody } from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { acknowledgementOf, type Acknowledgement } from "./acknowledge.ts";
import { asIncoming, storeFiles } from "./as-incoming.ts";
import { findPlace, type Place } from "./find-ticket.ts";
import type { IntakeDeps } from "./intake-deps.ts";
import { findMail, type KnownMail } from "./intake-store.ts";
import { mayNote, noteFromStaff } from "./note-from-staff.ts";
import { recogniseSender } from "./recognise-sender.ts";
import { routeTicket } from "./route-ticket.ts";
import { takeBounce } from "./take-bounce.ts";

const IGNORED: TakenIn = { outcome: "ignored", ticketId: null, messageId: null };
const SUBJECT_CHARS_MAX = 500;
export const BLOCKED_TAG = "blocked";

/**
 * Takes a customer's message into the desk: it joins the ticket it means or opens one, once, however often it arrives.
 * Bounces mark the message that came back; what this desk wrote itself and what machines answer to nothing is dropped.
 * A blocked sender's mail is kept on a ticket that is closed at once. REQ: IN-01 IN-13 IN-17
 * @throws the unique violation of two copies that arrive at the same moment; tried again, the second is a duplicate
 */
export async function takeIn(deps: IntakeDeps, tx: Tx, message: InboundMessage): Promise<TakenIn> {
  if (message.bounce) return takeBounce(deps, tx, message, message.bounce);
  if (message.automatic.isOwn) return IGNORED;
  const [known, sender] = await Promise.all([findMail(tx, [message.externalId]), recogniseSender(tx, message)]);
  if (known && isSame(known, message)) return { outcome: "duplicate", ticketId: known.ticketId, messageId: known.id };
  const place = await findPlace(deps, tx, message, sender);
  if (place.kind === "new" && !message.automatic.mayOpenTicket) return IGNORED;
  const customer = await contactOf(deps, tx, message);
  const automatic = message.automatic.isAutomatic || customer.blocked;
  const keepExternalId = known === null;
  if (place.kind === "new") return openFromMail(deps, tx, message, { customer, place, keepExternalId });
  const ticketId = place.ticket.id;
  const at = Math.max(Math.min(message.receivedAt, deps.now()), place.ticket.changedAt);
  if (sender.staff && (await mayNote(tx, sender.staff, ticketId))) {
    const note = { ticketId, staffId: sender.staff.id, at, keepExternalId };
    return { outcome: "appended", ticketId, messageId: await noteFromStaff(deps, tx, message, note) };
  }
  const files = await storeFiles(deps.storage, tx, message);
  const authorship = { direction: "in" as const, staffId: null, contactId: customer.contactId, automatic };
  const incoming = asIncoming(message, { id: newId(at), ticketId, at, keepExternalId, ...authorship }, files);
  const actor = { kind: "contact" as const, id: customer.contactId };
  await receiveMessage(deps.desk, tx, { ticketId, actor, now: at }, incoming);
  return { outcome: "appended", ticketId, messageId: incoming.message.id };
}

/** A second copy, through an alias and a group, say: a list may have added its footer. */
function isSame(known: KnownMail, message: InboundMessage): boolean {
  if (known.direction === "out") return true;
  const [a, b] = [known.text, message.visible.text].map((text) => text.replace(/\s+/g, " ").trim()) as [string, string];
  const sameAuthor = known.fromAddress.toLowerCase() === message.from.address.toLowerCase();
  return sameAuthor && (a.startsWith(b) || b.startsWith(a));
}

/** A form on a website writes as a machine and names the person in Reply-To. */
function authorOf(message: InboundMessage): MailParty {
  return message.automatic.reason === "machine_address" && message.replyTo ? message.replyTo : message.from;
}

function contactOf(deps: IntakeDeps, tx: Tx, message: InboundMessage): Promise<RecognisedContact> {
  const { name, address } = authorOf(message);
  return findOrMakeContact(tx, { name, address, language: message.language }, deps.now());
}

type OpeningMail = { customer: RecognisedContact; place: Place & { kind: "new" }; keepExternalId: boolean };

async function openFromMail(
  deps: IntakeDeps,
  tx: Tx,
  message: InboundMessage,
  { customer, place: { link }, keepExternalId }: OpeningMail,
): Promise<TakenIn> {
  const at = Math.min(message.receivedAt, deps.now());
  const messageId = newId(at);
  const subject = subjectOf(message);
  const mailboxId = message.mailboxId;
  const kind = guessKind(subject, message.visible.text);
  const tags = customer.blocked ? [BLOCKED_TAG] : [];
  const { text } = message.visible;
  const { organisationId, tier } = customer;
  // Sent together.
  const [number, { followers, ...place }, acknowledgement] = await Promise.all([
    drawNumber(tx),
    routeTicket(deps, tx, { subject, text, kind, tags, mailboxId, organisationId, tier }),
    acknowledgementFor(deps, tx, message, { customer, subject }),
  ]);
  const change = await openTicket(
    deps.desk,
    tx,
    {
      number,
      subject,
      text,
      kind,
      priority: null,
      categoryId: null,
      tags,
      channel: "email",
      tier,
      contactId: customer.contactId,
      isForStanding: true,
      organisationId,
      language: customer.language,
      ...place,
      mailboxId,
      first: () => firstEvents(message, messageId, { blocked: customer.blocked, link, followers }),
      messageAt: at,
      acknowledgement,
    },
    { actor: { kind: "contact", id: customer.contactId }, now: at },
  );
  const ticketId = change.ticket.id;
  const files = await storeFiles(deps.storage, tx, message);
  const automatic = message.automatic.isAutomatic;
  const authorship = { direction: "in" as const, staffId: null, contactId: customer.contactId, automatic };
  await writeIncoming(tx, asIncoming(message, { id: messageId, ticketId, at, keepExternalId, ...authorship }, files));
  if (link) await insertLink(tx, { ticketId, otherId: link.ticketId, relation: link.relation, staffId: null });
  await acknowledgement?.write(tx, change);
  return { outcome: "opened", ticketId, messageId };
}

function firstEvents(
  message: InboundMessage,
  messageId: string,
  more: { blocked: boolean; link: (Place & { kind: "new" })["link"]; followers: readonly string[] },
): TicketEventBody[] {
  const automatic = message.automatic.isAutomatic;
  return [
    { type: "customer_message", messageId, automatic },
    ...(more.link ? [{ type: "linked" as const, ...more.link }] : []),
    ...(more.blocked ? [] : more.followers.map((staffId) => ({ type: "follower_added" as const, staffId }))),
    ...(more.blocked ? [{ type: "closed" as const, by: "rule" as const, rule: "blocked_contact" }] : []),
  ];
}

function subjectOf(message: InboundMessage): string {
  const given = message.subjectStripped || message.subject.trim();
  if (given !== "") return given.replaceAll("\0", "").slice(0, SUBJECT_CHARS_MAX);
  if (message.unreadable) return message.language === "zh" ? "无法解析的邮件" : "A mail that cannot be read";
  return message.language === "zh" ? "（无主题）" : "(no subject)";
}

async function acknowledgementFor(
  deps: IntakeDeps,
  tx: Tx,
  message: InboundMessage,
  { customer, subject }: { customer: RecognisedContact; subject: string },
): Promise<Acknowledgement | null> {
  // A sender whose domain denies him is somebody else, who would get our answer to what he never wrote.
  const isForged = message.senderVerified === "fail";
  if (customer.blocked || isForged || !message.automatic.mayAcknowledge || message.unreadable !== null) return null;
  return acknowledgementOf(deps, tx, {
    name: customer.name,
    timeZone: customer.timeZone,
    to: authorOf(message).address.trim().toLowerCase(),
    subject: message.subject.trim() === "" ? subject : message.subject,
  });
}
