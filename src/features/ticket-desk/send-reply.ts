import { CodedError } from "../../contract/coded-error.ts";
import {
  markInline,
  requireSight,
  sendMessage,
  shownByLinks,
  UNDO_MS,
  withdrawMessage,
} from "../../core/tickets/index.ts";
import { normaliseEmail } from "../../domain/contact/index.ts";
import { isTooFarAhead } from "../../domain/time/index.ts";
import type { TicketState } from "../../domain/ticket/index.ts";
import { readCorrespondence } from "./conversation-store.ts";
import { linkFor, requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";
import { writeBody } from "./write-body.ts";

export type Reply = {
  kind: "reply" | "progress_update";
  html: string;
  to?: readonly string[] | undefined;
  cc: readonly string[];
  attachmentIds: readonly string[];
  sendAt?: string | undefined;
  thenState?: TicketState | undefined;
  seenSeq?: number | undefined;
  /** What the customer is asked for with it; the ticket waits for him. */
  missing?: readonly string[];
};

/**
 * Sends a reply to the customer, or plans it for later. What is kept is what the person wrote; greeting and signature
 * are put around it when it goes out, so that taking it back gives the writer his own words. REQ: HA-06, HA-08
 * @throws CodedError not_found, recipient_missing, unseen_messages, transition_not_allowed, too_far_ahead
 */
export async function sendReply(
  deps: TicketDeskDeps,
  by: ByPerson,
  ticketId: string,
  reply: Reply,
): Promise<{ messageId: string; sendAt: string }> {
  const { tx, session, now } = by;
  const [, about] = await Promise.all([requireSight(tx, session.viewer, ticketId), readCorrespondence(tx, ticketId)]);
  if (!about) throw new CodedError("not_found");
  const body = await writeBody(
    by,
    { html: reply.html, attachmentIds: reply.attachmentIds, mentions: false },
    deps.secretKey,
  );
  const to = reply.to?.length ? distinct(reply.to) : about.emails.slice(0, 1);
  if (reply.sendAt && isTooFarAhead(Date.parse(reply.sendAt), now)) throw new CodedError("too_far_ahead");
  const sendAt = Math.max(now + UNDO_MS, reply.sendAt ? Date.parse(reply.sendAt) : 0);
  const { messageId } = await sendMessage(deps.desk, tx, requestBy(by, ticketId), {
    kind: reply.kind,
    text: body.text,
    html: body.html,
    to,
    cc: distinct(reply.cc).filter((address) => !to.includes(address)),
    subject: replySubject(about.subject),
    language: about.language,
    channel: "email",
    authorStaffId: session.staffId,
    fromName: session.name,
    fromAddress: "",
    attachmentIds: body.attachmentIds,
    sendAt,
    thenState: reply.thenState ?? null,
    seenSeq: reply.seenSeq ?? null,
    ...(reply.missing ? { missing: reply.missing } : {}),
  });
  await markInline(tx, messageId, body.inlineIds);
  return { messageId, sendAt: new Date(sendAt).toISOString() };
}

const distinct = (addresses: readonly string[]) => [
  ...new Set(addresses.map((address) => normaliseEmail(address) ?? address)),
];

export const replySubject = (subject: string) =>
  /^\s*(re|回复|答复)\s*[:：]/i.test(subject) ? subject : `Re: ${subject}`;

/** @throws CodedError not_found, message_already_sent */
export async function takeBack(deps: TicketDeskDeps, by: ByPerson, ticketId: string, messageId: string) {
  await requireSight(by.tx, by.session.viewer, ticketId);
  const taken = await withdrawMessage(deps.desk, by.tx, requestBy(by, ticketId), messageId);
  const files = taken.attachmentIds.map((id) => ({ id, name: "image", contentId: id }));
  return { ...taken, html: shownByLinks(taken.html, files, linkFor(deps, by)) };
}
