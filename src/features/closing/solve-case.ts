import { demandsInWords } from "../../domain/sop/index.ts";
import { CodedError } from "../../contract/coded-error.ts";
import { solve, type Override } from "../../domain/ticket/index.ts";
import { changeTicket, UNDO_MS } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readCase } from "./case-store.ts";
import type { ClosingDeps } from "./deps.ts";
import { readResultNotice, RESULT_NOTICE_FORM } from "./result-notice.ts";
import { sendCaseMail } from "./send-case-mail.ts";

const RESULT_NOTICE = "result-notice";

export type Solving = {
  ticketId: string;
  staff: { id: string; name: string };
  override: Override;
  /** Newest event that who solves has read; null for a program that does not say. */
  seenSeq: number | null;
  language: "zh" | "en";
  now: number;
};

/** Solves a case once its gates are open, and sends the customer the result notice with the link to confirm. */
export async function solveCase(deps: ClosingDeps, tx: Tx, solving: Solving): Promise<void> {
  const actor = { kind: "staff" as const, id: solving.staff.id };
  const request = { ticketId: solving.ticketId, actor, now: solving.now };
  const change = await changeTicket(deps.desk, tx, request, (ticket, procedure) => {
    const demands = demandsInWords(procedure.demands("solve", ticket, { now: solving.now }), solving.language);
    const resultNoticeId = ticket.forms[RESULT_NOTICE_FORM] ?? null;
    return solve(ticket, { demands, override: solving.override, resultNoticeId, seenSeq: solving.seenSeq });
  });
  const found = await readCase(tx, solving.ticketId);
  if (!found) throw new CodedError("not_found");
  const hasNotice = change?.ticket.forms[RESULT_NOTICE_FORM] !== undefined;
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  const form = hasNotice ? await readResultNotice(tx, pack, { ticketId: found.id, language: found.language }) : [];
  await sendCaseMail(
    deps,
    tx,
    { case: found, actor, now: solving.now },
    {
      kind: "result_notice",
      noticeId: RESULT_NOTICE,
      staff: solving.staff,
      sendAt: solving.now + UNDO_MS,
      asks: "confirm",
      form,
    },
  );
}
