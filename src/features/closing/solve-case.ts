import { CodedError } from "../../contract/coded-error.ts";
import { solve, type Override } from "../../domain/ticket/index.ts";
import { changeTicket, newestSubmission, UNDO_MS } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { caseLink } from "./case-link.ts";
import { resultNoticeMail, type NoticeContent } from "./case-mails.ts";
import { readCase } from "./case-store.ts";
import type { ClosingDeps } from "./deps.ts";
import { sendCaseMail, tellAsked } from "./send-case-mail.ts";

export const RESULT_NOTICE_FORM = "result_notice";

export type Solving = {
  ticketId: string;
  staff: { id: string; name: string };
  override: Override;
  language: "zh" | "en";
  now: number;
};

/** Solves a case once its gates are open, and sends the customer the result notice with the link to confirm. */
export async function solveCase(deps: ClosingDeps, tx: Tx, solving: Solving): Promise<void> {
  const request = {
    ticketId: solving.ticketId,
    actor: { kind: "staff" as const, id: solving.staff.id },
    now: solving.now,
  };
  let submitted: string | null = null;
  await changeTicket(deps.desk, tx, request, (ticket, procedure) => {
    submitted = ticket.forms[RESULT_NOTICE_FORM] ?? null;
    const demands = procedure
      .demands("solve", ticket)
      .map(({ gateId, label }) => ({ gateId, label: label[solving.language] }));
    return solve(ticket, { demands, override: solving.override, resultNoticeId: submitted });
  });
  const found = await readCase(tx, solving.ticketId);
  if (!found) throw new CodedError("not_found");
  const words = resultNoticeMail({
    language: found.language,
    name: found.contactName,
    number: found.number,
    notice: submitted ? await noticeOf(tx, solving.ticketId) : NO_NOTICE,
    link: caseLink(deps, found.id, solving.now),
  });
  const mail = { kind: "result_notice" as const, words, staff: solving.staff, sendAt: solving.now + UNDO_MS };
  const messageId = await sendCaseMail(deps, tx, { case: found, actor: request.actor, now: solving.now }, mail);
  if (messageId) await tellAsked(deps, tx, request, { messageId, reminder: false });
}

const NO_NOTICE: NoticeContent = { cause: "", measures: "", prevention: "", notes: "" };

/** The newest result notice of a ticket, field by field. */
export async function noticeOf(tx: Tx, ticketId: string): Promise<NoticeContent> {
  const submission = await newestSubmission(tx, ticketId, RESULT_NOTICE_FORM);
  const content = (submission?.content ?? {}) as Record<string, unknown>;
  const words = (field: string) => (typeof content[field] === "string" ? content[field] : "");
  return { cause: words("cause"), measures: words("measures"), prevention: words("prevention"), notes: words("notes") };
}
