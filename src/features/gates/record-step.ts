import { refused } from "../../domain/result.ts";
import { stepsBefore } from "../../domain/sop/index.ts";
import { doStep } from "../../domain/ticket/index.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import { changeTicket, type TicketDesk } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type DoneStep = { ticketId: string; stepId: string; session: SignedIn; language: "zh" | "en"; now: number };

/**
 * Keeps on the ticket that a step of its procedure is done (REQ: HA-09).
 * @throws CodedError not_found for a step that the procedure does not know, step_too_early with those that come before
 */
export async function recordStep(
  desk: TicketDesk,
  tx: Tx,
  { ticketId, stepId, session, language, now }: DoneStep,
): Promise<void> {
  const actor = { kind: "staff" as const, id: session.staffId };
  await changeTicket(desk, tx, { ticketId, actor, now }, (ticket, { pack }) => {
    if (!pack.steps.some(({ id }) => id === stepId)) return refused("not_found");
    const waitsFor = stepsBefore(pack.steps, stepId, ticket.steps).map(({ title }) => title[language]);
    return doStep(ticket, { id: stepId, waitsFor });
  });
}
