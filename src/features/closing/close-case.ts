import { demandsInWords } from "../../domain/sop/index.ts";
import { close, confirm, reopen, type Override } from "../../domain/ticket/index.ts";
import { changeTicket } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { ClosingDeps } from "./deps.ts";

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
      return confirm(
        ticket,
        "agent",
        demandsInWords(procedure.demands("close", ticket, { now, confirmed: true }), language),
      );
    const demands = demandsInWords(procedure.demands("close", ticket, { now }), language);
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
