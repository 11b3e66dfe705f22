import type { Person } from "../../core/staff/index.ts";
import type { Metric } from "../../domain/clocks/index.ts";
import { transferFor } from "../../domain/sop/index.ts";
import { isOpenTransfer } from "../../domain/ticket/index.ts";
import type { Planning } from "./plan.ts";

/**
 * Who answers for the ticket's team; on a promise of a transfer, who answers for the teams that were asked and owe an answer: the
 * leader, or the supervisor where the rule of the transfer says so.
 */
export function whoLeads({ ticket, staffing, metric, pack }: Planning): Person[] {
  const asked = Object.values(ticket.transfers).filter(isOpenTransfer);
  if (!isOfTransfer(metric) || asked.length === 0) return staffing.answerable(ticket.teamId);
  return asked.flatMap(({ teamId }) => {
    const rule = transferFor(pack.transfers, staffing.handleOf(teamId), ticket.facts);
    return rule?.lateTo === "supervisor" ? staffing.supervisors(teamId) : staffing.answerable(teamId);
  });
}

/** Whether a promise is another team's, that was asked. */
export const isOfTransfer = (metric: Metric) => metric === "transfer_response" || metric === "transfer_result";
