import type { Person } from "../../core/staff/index.ts";
import type { Metric } from "../../domain/clocks/index.ts";
import { isOpenTransfer } from "../../domain/ticket/index.ts";
import type { Planning } from "./plan.ts";

/** Who answers for the ticket's team; on a promise of a transfer, who answers for the teams that were asked and owe an answer. */
export function whoLeads({ ticket, staffing, metric }: Planning): Person[] {
  const asked = Object.values(ticket.transfers).filter(isOpenTransfer);
  const teamIds = isOfTransfer(metric) && asked.length > 0 ? asked.map(({ teamId }) => teamId) : [ticket.teamId];
  return teamIds.flatMap((teamId) => staffing.answerable(teamId));
}

/** Whether a promise is another team's, that was asked. */
export const isOfTransfer = (metric: Metric) => metric === "transfer_response" || metric === "transfer_result";
