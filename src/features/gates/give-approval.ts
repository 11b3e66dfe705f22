import { refused } from "../../domain/result.ts";
import { mayGrant, rolesInWords, rolesThatGrant, type Pack } from "../../domain/sop/index.ts";
import { approve, type Ticket } from "../../domain/ticket/index.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import { changeTicket, type TicketDesk } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { submissionsOf } from "./submission-store.ts";

export type GivenApproval = {
  ticketId: string;
  authorityId: string;
  /** What was read; absent for a program that does not say. */
  submissionId?: string | null | undefined;
  session: SignedIn;
  language: "zh" | "en";
  now: number;
};

/**
 * The yes of somebody who has the authority in the ticket's procedure, for the form as it stands (REQ: HA-18, HA-22).
 * @throws CodedError nothing_to_approve, approval_not_yours with the roles that may, conflict when the form was filled in anew
 */
export async function giveApproval(desk: TicketDesk, tx: Tx, given: GivenApproval): Promise<void> {
  const { ticketId, authorityId, session, language, now } = given;
  const submissions = await submissionsOf(tx, ticketId);
  const request = { ticketId, actor: { kind: "staff" as const, id: session.staffId }, now };
  await changeTicket(desk, tx, request, (ticket, { pack }) => {
    const authority = pack.authorities.find(({ id }) => id === authorityId);
    const wanted = wantedApproval(pack, authorityId, ticket);
    if (!authority || !wanted) return refused("nothing_to_approve");
    const { submissionId, field } = wanted;
    const content = submissionId === null ? {} : submissions.get(submissionId);
    if (!content || (given.submissionId !== undefined && given.submissionId !== submissionId))
      return refused("conflict");
    const value = field === null ? null : content[field];
    const amount = typeof value === "number" ? value : null;
    return approve(ticket, {
      authorityId,
      submissionId,
      amount,
      permitted: mayGrant(authority, session.viewer.role, amount),
      roles: rolesInWords(rolesThatGrant(authority, amount))[language],
    });
  });
}

type Wanted = { submissionId: string | null; field: string | null };

/** What the approval is of, among the forms that the ticket has now; null where nothing asks for it. */
function wantedApproval({ gates }: Pack, authorityId: string, ticket: Ticket): Wanted | null {
  for (const demand of gates.flatMap((gate) => gate.demands)) {
    if (demand.kind !== "approval" || demand.authorityId !== authorityId) continue;
    if (demand.of === null) return { submissionId: null, field: null };
    const submissionId = ticket.forms[demand.of.formId];
    if (submissionId !== undefined) return { submissionId, field: demand.of.field };
  }
  return null;
}
