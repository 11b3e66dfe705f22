import type { Procedure } from "../../core/sop/index.ts";
import type { Team } from "../../core/staff/index.ts";
import { complaintHandler, type ComplaintJudgement } from "../../domain/sop/index.ts";
import { changeFacts, COMPLAINT_URGENCIES, type Ticket, type TicketEventBody } from "../../domain/ticket/index.ts";

export const COMPLAINT_ASSESSMENT_FORM = "complaint_assessment";

/**
 * What the first judgement of a complaint comes to: its urgency is a fact that promises look at, and the matrix of the procedure
 * says which team handles it, on which level. A team that the desk does not have leaves it where it is. REQ: TR-02, TR-08
 */
export function judgeComplaint(
  ticket: Ticket,
  { pack }: Procedure,
  content: Readonly<Record<string, unknown>>,
  teams: readonly Team[],
): TicketEventBody[] {
  const judged = judgementIn(content);
  if (!judged) return [];
  const handler = complaintHandler(pack.complaints, judged);
  const level = handler?.to.level ?? ticket.facts.level;
  const facts = changeFacts(ticket, { complaintUrgency: judged.urgency, level }, handler?.id ?? null);
  const team = teams.find(({ handle, archived }) => !archived && handle !== "" && handle === handler?.to.team);
  const moves = team !== undefined && team.id !== ticket.teamId;
  return [
    ...(facts.ok ? facts.value : []),
    ...(moves
      ? [{ type: "assigned" as const, teamId: team.id, assigneeId: staying(ticket, team), reason: handler?.id ?? null }]
      : []),
  ];
}

/** Who has it keeps it if he is of the team: the customer has one face. */
const staying = ({ assigneeId }: Ticket, { memberIds }: Team) =>
  assigneeId !== null && memberIds.includes(assigneeId) ? assigneeId : null;

function judgementIn({ type, urgency, responsibility }: Readonly<Record<string, unknown>>): ComplaintJudgement | null {
  const known = COMPLAINT_URGENCIES.find((each) => each === urgency);
  if (typeof type !== "string" || typeof responsibility !== "string" || !known) return null;
  return { type, urgency: known, responsibility };
}
