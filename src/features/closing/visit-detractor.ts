import { changeTicket } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import { followUpFor } from "../../domain/sop/index.ts";
import { planCallBack } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Case } from "./case-store.ts";
import type { ClosingDeps } from "./deps.ts";
import { followUpOwner } from "./follow-up-owner.ts";

const VISIT_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Who would not recommend us is called by whom the rule names, the customer-success manager: planned for the next day, on the clock of call backs.
 * A call that is planned already stays as it is. REQ: CL-06
 */
export async function visitDetractor(
  deps: ClosingDeps,
  tx: Tx,
  found: Case,
  given: { answers: Readonly<Record<string, number>>; now: number },
): Promise<void> {
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  const asked = pack.surveys[0]?.questions.find(({ type }) => type === "nps");
  const score = asked && given.answers[asked.id];
  const rule = score === undefined ? null : followUpFor(pack.followUps, { on: "nps", score });
  const ownerId = rule && (await followUpOwner(tx, found, rule));
  if (!rule || !ownerId) return;
  const plan = { plannedFor: given.now + VISIT_AFTER_MS, ownerId, purpose: `NPS ${score}` };
  const request = { ticketId: found.id, actor: { kind: "rule" as const, id: rule.id }, now: given.now };
  await changeTicket(deps.desk, tx, request, (ticket) =>
    ticket.callBack ? accepted([]) : planCallBack(ticket, plan, given.now),
  );
}
