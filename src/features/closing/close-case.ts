import { accepted } from "../../domain/result.ts";
import { close, confirm, reopen, type Override } from "../../domain/ticket/index.ts";
import { changeTicket } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { confirmationDue, readCase, type Case } from "./case-store.ts";
import type { ClosingDeps } from "./deps.ts";
import { named } from "./open-demand.ts";
import { sendCaseMail } from "./send-case-mail.ts";

export type Closing = {
  ticketId: string;
  staffId: string;
  confirmedByPhone: boolean;
  override: Override;
  language: "zh" | "en";
  now: number;
};

/** An agent closes: with the customer's yes on the phone, or past the gate with a supervisor's reason. */
export async function closeCase(deps: ClosingDeps, tx: Tx, closing: Closing): Promise<void> {
  const request = {
    ticketId: closing.ticketId,
    actor: { kind: "staff" as const, id: closing.staffId },
    now: closing.now,
  };
  await changeTicket(deps.desk, tx, request, (ticket, procedure) => {
    const { language, now } = closing;
    if (closing.confirmedByPhone)
      return confirm(ticket, "agent", named(procedure.demands("close", ticket, { now, confirmed: true }), language));
    const demands = named(procedure.demands("close", ticket, { now }), language);
    return close(ticket, { by: "agent", rule: null, demands, override: closing.override });
  });
}

export async function reopenCase(
  deps: ClosingDeps,
  tx: Tx,
  reopening: { ticketId: string; staffId: string; reason: string; now: number },
): Promise<void> {
  const request = {
    ticketId: reopening.ticketId,
    actor: { kind: "staff" as const, id: reopening.staffId },
    now: reopening.now,
  };
  await changeTicket(deps.desk, tx, request, (ticket) => reopen(ticket, reopening.reason));
}

export type ByRule = { ticketId: string; lineId: string; noticeId: string | null; now: number };

/** No answer so far: the customer is asked once more (REQ: CL-01). */
export async function remindCustomer(deps: ClosingDeps, tx: Tx, by: ByRule): Promise<void> {
  const found = await readCase(tx, by.ticketId);
  if (!found || found.state !== "solved" || !by.noticeId) return;
  const due = await confirmationDue(tx, by.ticketId);
  const actor = { kind: "rule" as const, id: by.lineId };
  await sendCaseMail(
    deps,
    tx,
    { case: found, actor, now: by.now },
    {
      kind: "reminder",
      noticeId: by.noticeId,
      staff: null,
      sendAt: by.now,
      asks: true,
      form: [],
      dueAt: due ? momentFor(due, found) : "",
    },
  );
}

/**
 * No answer by the stated moment: closed by the rule, and said so to the customer (REQ: CL-01). A rule opens only what names it:
 * a case that a gate still holds for another reason stays solved.
 */
export async function closeByRule(deps: ClosingDeps, tx: Tx, by: ByRule): Promise<void> {
  const found = await readCase(tx, by.ticketId);
  if (!found || found.state !== "solved") return;
  const actor = { kind: "rule" as const, id: by.lineId };
  const closed = await changeTicket(
    deps.desk,
    tx,
    { ticketId: by.ticketId, actor, now: by.now },
    (ticket, procedure) => {
      const left = procedure.demands("close", ticket, { now: by.now, closingLine: by.lineId });
      if (left.length > 0) return accepted([]);
      return close(ticket, { by: "rule", rule: by.lineId, demands: [], override: null });
    },
  );
  if (!closed || !by.noticeId) return;
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  const line = pack.promises.find(({ id }) => id === by.lineId);
  await sendCaseMail(
    deps,
    tx,
    { case: found, actor, now: by.now },
    {
      kind: "reminder",
      noticeId: by.noticeId,
      staff: null,
      sendAt: by.now,
      asks: false,
      form: [],
      rule: line?.title[found.language] ?? by.lineId,
    },
  );
}

/** A moment in the customer's words and time zone. */
function momentFor(moment: Date, { language, timeZone }: Case): string {
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(moment);
}
