import { accepted } from "../../domain/result.ts";
import type { Actor, OutgoingKind } from "../../domain/ticket/index.ts";
import { changeTicket, sendMessage } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Case } from "./case-store.ts";
import type { ClosingDeps } from "./deps.ts";

export type CaseMail = {
  kind: OutgoingKind;
  words: { text: string; html: string };
  staff: { id: string; name: string } | null;
  sendAt: number;
};

/**
 * Sends a mail of the closing to the case's contact. A contact without an address gets none: the agent closes with
 * him by phone.
 * @returns the message's id, or null when there was nobody to send to
 */
export async function sendCaseMail(
  deps: ClosingDeps,
  tx: Tx,
  about: { case: Case; actor: Actor; now: number },
  mail: CaseMail,
): Promise<string | null> {
  const { case: found, actor, now } = about;
  if (!found.email) return null;
  const request = { ticketId: found.id, actor, now };
  const { messageId } = await sendMessage(deps.desk, tx, request, {
    kind: mail.kind,
    text: mail.words.text,
    html: mail.words.html,
    to: [found.email],
    cc: [],
    subject: `Re: ${found.subject}`,
    language: found.language,
    channel: "email",
    authorStaffId: mail.staff?.id ?? null,
    fromName: mail.staff?.name ?? deps.deskName,
    fromAddress: "",
    attachmentIds: [],
    sendAt: mail.sendAt,
    thenState: null,
    seenSeq: null,
  });
  return messageId;
}

/** Tells the trail that the customer was asked to confirm, and to rate. */
export async function tellAsked(
  deps: ClosingDeps,
  tx: Tx,
  request: { ticketId: string; actor: Actor; now: number },
  asked: { messageId: string; reminder: boolean },
): Promise<void> {
  await changeTicket(deps.desk, tx, request, (ticket) =>
    accepted([
      { type: "confirmation_requested", ...asked },
      ...(ticket.surveySentAt === null ? [{ type: "survey_sent" as const, messageId: asked.messageId }] : []),
    ]),
  );
}
