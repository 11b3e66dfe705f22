import { CodedError } from "../../contract/coded-error.ts";
import { findTeam, type SignedIn } from "../../core/staff/index.ts";
import { addNote, changeTicket, plainNote, requireSight, type TicketDesk } from "../../core/tickets/index.ts";
import { viewerHas, type Viewer } from "../../domain/permission/index.ts";
import { refused } from "../../domain/result.ts";
import {
  acceptTransfer as decideAccept,
  answerTransfer as decideAnswer,
  returnTransfer as decideReturn,
  withdrawTransfer as decideWithdraw,
  type Decision,
  type Ticket,
} from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type OfTransfer = { ticketId: string; transferId: string; session: SignedIn; now: number };

/** Members of the team that was asked, its leader, and who may override answer for it. */
export const mayAnswer = (viewer: Viewer, team: { id: string; leaderId: string | null }): boolean =>
  viewer.teamIds.includes(team.id) || team.leaderId === viewer.staffId || viewerHas(viewer, "tickets.override");

/** @throws CodedError not_found, transfer_not_yours, transfer_over */
export const acceptTransfer = (desk: TicketDesk, tx: Tx, of: OfTransfer): Promise<void> =>
  ofAskedTeam(desk, tx, of, (ticket) => decideAccept(ticket, of.transferId));

/** @throws CodedError not_found, transfer_not_yours, transfer_over */
export const returnTransfer = (desk: TicketDesk, tx: Tx, of: OfTransfer, reason: string): Promise<void> =>
  ofAskedTeam(desk, tx, of, (ticket) => decideReturn(ticket, of.transferId, reason));

/**
 * The answer stands on the ticket as a note of who gave it.
 * @throws CodedError not_found, transfer_not_yours, transfer_over
 */
export async function answerTransfer(
  desk: TicketDesk,
  tx: Tx,
  of: OfTransfer,
  text: string,
): Promise<{ messageId: string }> {
  const { ticketId, session, now } = of;
  await requireSight(tx, session.viewer, ticketId);
  const request = { ticketId, actor: { kind: "staff" as const, id: session.staffId }, now };
  const { messageId } = await addNote(desk, tx, request, plainNote(session, text));
  await ofAskedTeam(desk, tx, of, (ticket) => decideAnswer(ticket, of.transferId, messageId));
  return { messageId };
}

/**
 * For those who asked: whoever was asked returns it with a reason, which is counted.
 * @throws CodedError not_found, transfer_over, transfer_not_sent_by_you
 */
export async function withdrawTransfer(desk: TicketDesk, tx: Tx, of: OfTransfer, reason: string | null): Promise<void> {
  const { ticketId, session, now } = of;
  await requireSight(tx, session.viewer, ticketId);
  const request = { ticketId, actor: { kind: "staff" as const, id: session.staffId }, now };
  await changeTicket(desk, tx, request, (ticket) =>
    isAskedAlone(session.viewer, ticket, of.transferId)
      ? refused("transfer_not_sent_by_you")
      : decideWithdraw(ticket, of.transferId, reason),
  );
}

/** Of the team that was asked, and of nobody who works on the ticket otherwise. */
function isAskedAlone(viewer: Viewer, { transfers, teamId, assigneeId }: Ticket, transferId: string): boolean {
  const asked = transfers[transferId]?.teamId;
  const isOurs = assigneeId === viewer.staffId || teamId === null || viewer.teamIds.includes(teamId);
  return asked !== undefined && viewer.teamIds.includes(asked) && !isOurs && !viewerHas(viewer, "tickets.override");
}

async function ofAskedTeam(
  desk: TicketDesk,
  tx: Tx,
  { ticketId, transferId, session, now }: OfTransfer,
  decide: (ticket: Ticket) => Decision,
): Promise<void> {
  await requireSight(tx, session.viewer, ticketId);
  const request = { ticketId, actor: { kind: "staff" as const, id: session.staffId }, now };
  let teamId: string | null = null;
  const change = await changeTicket(desk, tx, request, (ticket) => {
    teamId = ticket.transfers[transferId]?.teamId ?? null;
    return decide(ticket);
  });
  const team = change && teamId ? await findTeam(tx, teamId) : null;
  // A refusal here takes the change back with its transaction.
  if (!team || !mayAnswer(session.viewer, team)) throw new CodedError("transfer_not_yours");
}
