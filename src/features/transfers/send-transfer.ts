import { CodedError } from "../../contract/coded-error.ts";
import { findTeam, type SignedIn } from "../../core/staff/index.ts";
import type { Procedure } from "../../core/sop/index.ts";
import { changeTicket, insertSubmission, requireSight, type TicketDesk } from "../../core/tickets/index.ts";
import { refused, type Refusal } from "../../domain/result.ts";
import { demandsInWords, transferFor } from "../../domain/sop/index.ts";
import { sendTransfer as decideTransfer, type Ticket } from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";

const CONTENT_CHARS_MAX = 200_000;

export type Asking = {
  ticketId: string;
  teamId: string;
  content: Record<string, unknown> | null;
  session: SignedIn;
  language: "zh" | "en";
  now: number;
};

/**
 * Asks another team with the form that the procedure wants for it (REQ: HA-05). A form that was filled in before goes along
 * as it stands.
 * @throws CodedError not_found, team_unknown, team_empty, form_incomplete, gate_closed with what is missing,
 * transfer_to_own_team, transfer_open_already, transition_not_allowed
 */
export async function sendTransfer(desk: TicketDesk, tx: Tx, asking: Asking): Promise<{ transferId: string }> {
  const { ticketId, teamId, session, now, content } = asking;
  await requireSight(tx, session.viewer, ticketId);
  const team = await findTeam(tx, teamId);
  if (!team || team.archived) throw new CodedError("team_unknown");
  if (team.memberIds.length === 0 && team.leaderId === null) throw new CodedError("team_empty");
  if (JSON.stringify(content ?? {}).length > CONTENT_CHARS_MAX) throw new CodedError("payload_too_large");
  const [transferId, submissionId] = [newId(now), newId(now)];
  const filled: { formId: string | null } = { formId: null };
  const request = { ticketId, actor: { kind: "staff" as const, id: session.staffId }, now };
  await changeTicket(desk, tx, request, (ticket, procedure) => {
    const formId = transferFor(procedure.pack.transfers, team.handle || null, ticket.facts)?.form ?? null;
    const problem = formId === null ? null : formProblem(procedure, ticket, { ...asking, formId });
    filled.formId = content ? formId : null;
    const sent = { transferId, teamId, ...formOf(ticket, { filled: filled.formId, wanted: formId, submissionId }) };
    const demands = problem ? [] : demandsOf(procedure, sent.form ? withForm(ticket, sent.form) : ticket, asking);
    const decision = decideTransfer(ticket, { ...sent, demands });
    // Whom it goes to is told before what is missing from the form.
    return problem && decision.ok ? { ok: false, refusal: problem } : decision;
  });
  if (filled.formId !== null)
    await insertSubmission(tx, {
      id: submissionId,
      ticketId,
      formId: filled.formId,
      content: content ?? {},
      staffId: session.staffId,
      now,
    });
  return { transferId };
}

/** The form filled in now, else the one that stands on the ticket. */
function formOf(ticket: Ticket, of: { filled: string | null; wanted: string | null; submissionId: string }) {
  const { filled, wanted, submissionId } = of;
  if (filled !== null) return { form: { formId: filled, submissionId }, submissionId };
  return { form: null, submissionId: wanted === null ? null : (ticket.forms[wanted] ?? null) };
}

const withForm = (ticket: Ticket, { formId, submissionId }: { formId: string; submissionId: string }): Ticket => ({
  ...ticket,
  forms: { ...ticket.forms, [formId]: submissionId },
});

/** What is wrong with the form that must go along; null when it is there and complete. */
function formProblem(
  procedure: Procedure,
  ticket: Ticket,
  { formId, content, language }: Asking & { formId: string },
): Refusal | null {
  if (content) {
    const { problems } = procedure.checkForm(formId, content);
    if (problems.length === 0) return null;
    return refused("form_incomplete", { problems: problems.map((words) => words[language]) }).refusal;
  }
  if (ticket.forms[formId] !== undefined) return null;
  const title = procedure.pack.forms.find(({ id }) => id === formId)?.title[language] ?? formId;
  return refused("gate_closed", { missing: [title] }).refusal;
}

const demandsOf = (procedure: Procedure, ticket: Ticket, { language, now }: Asking) =>
  demandsInWords(procedure.demands("transfer", ticket, { now }), language);
