import { accepted } from "../../domain/result.ts";
import { close, confirm, reopen, type Override } from "../../domain/ticket/index.ts";
import { changeTicket } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { caseLink } from "./case-link.ts";
import { closedByRuleMail, confirmationReminderMail } from "./case-mails.ts";
import { readCase } from "./case-store.ts";
import type { ClosingDeps } from "./deps.ts";
import { sendCaseMail, tellAsked } from "./send-case-mail.ts";

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
    if (closing.confirmedByPhone) return confirm(ticket, "agent");
    const demands = procedure
      .demands("close", ticket)
      .map(({ gateId, label }) => ({ gateId, label: label[closing.language] }));
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

type ByRule = { ticketId: string; lineId: string; now: number };

/** No answer so far: the customer is asked once more (REQ: CL-01). */
export async function remindCustomer(deps: ClosingDeps, tx: Tx, { ticketId, lineId, now }: ByRule): Promise<void> {
  const found = await readCase(tx, ticketId);
  if (!found || found.state !== "solved") return;
  const actor = { kind: "rule" as const, id: lineId };
  const words = confirmationReminderMail({
    language: found.language,
    number: found.number,
    link: caseLink(deps, found.id, now),
  });
  const messageId = await sendCaseMail(
    deps,
    tx,
    { case: found, actor, now },
    { kind: "reminder", words, staff: null, sendAt: now },
  );
  if (messageId) await tellAsked(deps, tx, { ticketId, actor, now }, { messageId, reminder: true });
}

/** No answer by the stated moment: closed by the rule, and said so to the customer (REQ: CL-01). */
export async function closeByRule(deps: ClosingDeps, tx: Tx, { ticketId, lineId, now }: ByRule): Promise<void> {
  const found = await readCase(tx, ticketId);
  if (!found || found.state !== "solved") return;
  const actor = { kind: "rule" as const, id: lineId };
  await changeTicket(deps.desk, tx, { ticketId, actor, now }, (ticket) =>
    ticket.facts.state === "solved"
      ? close(ticket, { by: "rule", rule: lineId, demands: [], override: null })
      : accepted([]),
  );
  const words = closedByRuleMail({ language: found.language, number: found.number });
  await sendCaseMail(deps, tx, { case: found, actor, now }, { kind: "reminder", words, staff: null, sendAt: now });
}
