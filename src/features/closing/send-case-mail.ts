import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import { accepted } from "../../domain/result.ts";
import type { Actor, OutgoingKind } from "../../domain/ticket/index.ts";
import { changeTicket, sendMessage } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { caseLink } from "./case-link.ts";
import { caseMail } from "./case-mails.ts";
import type { Case } from "./case-store.ts";
import type { ClosingDeps } from "./deps.ts";
import type { CaseForm } from "./result-notice.ts";

export type CaseMailOrder = {
  kind: OutgoingKind;
  noticeId: string;
  staff: { id: string; name: string } | null;
  sendAt: number;
  /** What the customer is asked by links: whether it is solved, with the rating, or the rating alone. */
  asks: "confirm" | "rate" | null;
  form: CaseForm;
  /** Moments and names for the notice's variables. */
  dueAt?: string;
  rule?: string;
  /** A sentence below the notice's words. */
  remark?: string;
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
  order: CaseMailOrder,
): Promise<string | null> {
  const { case: found, actor, now } = about;
  if (!found.email) return null;
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  const { name: deskName } = await deps.brandOf(tx);
  const mail = caseMail({
    pack,
    noticeId: order.noticeId,
    language: found.language,
    values: {
      customer_name: found.contactName,
      ticket_number: ticketLabel(found.number),
      ticket_subject: found.subject,
      desk_name: deskName,
      ...(order.dueAt === undefined ? {} : { due_at: order.dueAt }),
      ...(order.rule === undefined ? {} : { rule: order.rule, promise_title: order.rule }),
    },
    asks: order.asks,
    link: order.asks ? caseLink(deps, found.id, now) : null,
    form: order.form,
    remark: order.remark ?? "",
  });
  const request = { ticketId: found.id, actor, now };
  const { messageId } = await sendMessage(deps.desk, tx, request, {
    kind: order.kind,
    text: mail.text,
    html: mail.html,
    to: [found.email],
    cc: [],
    subject: mail.subject,
    language: found.language,
    channel: "email",
    authorStaffId: order.staff?.id ?? null,
    fromName: order.staff?.name ?? deskName,
    fromAddress: "",
    attachmentIds: [],
    sendAt: order.sendAt,
    thenState: null,
    seenSeq: null,
  });
  if (order.asks) await tellAsked(deps, tx, request, { messageId, order });
  return messageId;
}

/** Tells the trail that the customer was asked: to confirm, and to rate. */
async function tellAsked(
  deps: ClosingDeps,
  tx: Tx,
  request: { ticketId: string; actor: Actor; now: number },
  { messageId, order }: { messageId: string; order: Pick<CaseMailOrder, "asks" | "kind"> },
): Promise<void> {
  await changeTicket(deps.desk, tx, request, (ticket) =>
    accepted([
      ...(order.asks === "confirm"
        ? [{ type: "confirmation_requested" as const, messageId, reminder: order.kind === "reminder" }]
        : []),
      ...(ticket.surveySentAt === null ? [{ type: "survey_sent" as const, messageId }] : []),
    ]),
  );
}
