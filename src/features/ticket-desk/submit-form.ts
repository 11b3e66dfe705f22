import { CodedError } from "../../contract/coded-error.ts";
import { listTeams } from "../../core/staff/index.ts";
import { changeTicket, insertSubmission, requireSight } from "../../core/tickets/index.ts";
import { accepted, refused } from "../../domain/result.ts";
import { isOpen } from "../../domain/ticket/index.ts";
import { isTooFarAhead } from "../../domain/time/index.ts";
import { newId } from "../../platform/ids.ts";
import { COMPLAINT_ASSESSMENT_FORM, judgeComplaint } from "./judge-complaint.ts";
import { promisedMoments, requirePromiseAuthority } from "./promise-authority.ts";
import type { FilledForm } from "./filled-form.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";

const CONTENT_CHARS_MAX = 200_000;

/**
 * Keeps a form of the procedure, checked by the version that the ticket runs under. The first judgement of a complaint sends it
 * to whom the matrix names.
 * @throws CodedError not_found for an unknown form, form_incomplete with what is missing in words, too_far_ahead, promise_beyond_authority
 */
export async function submitForm(
  deps: TicketDeskDeps,
  by: ByPerson,
  ticketId: string,
  { formId, content, language }: FilledForm,
): Promise<{ submissionId: string }> {
  await requireSight(by.tx, by.session.viewer, ticketId);
  if (JSON.stringify(content).length > CONTENT_CHARS_MAX) throw new CodedError("payload_too_large");
  const submissionId = newId(by.now);
  const isJudgement = formId === COMPLAINT_ASSESSMENT_FORM;
  const teams = isJudgement ? await listTeams(by.tx) : [];
  const change = await changeTicket(deps.desk, by.tx, requestBy(by, ticketId), (ticket, procedure) => {
    const { known, problems } = procedure.checkForm(formId, content);
    if (!known) return refused("not_found");
    if (problems.length > 0) return refused("form_incomplete", { problems: problems.map((words) => words[language]) });
    if (promisedMoments(procedure, { formId, content }).some((at) => isTooFarAhead(at, by.now)))
      return refused("too_far_ahead");
    if (!isOpen(ticket)) return refused("transition_not_allowed", { state: ticket.facts.state });
    const submitted = { type: "form_submitted" as const, formId, submissionId };
    return accepted(isJudgement ? [submitted, ...judgeComplaint(ticket, procedure, content, teams)] : [submitted]);
  });
  // A refusal here takes the change back with its transaction.
  if (change) {
    const procedure = await deps.desk.procedures.version(by.tx, change.head.sopVersionId);
    requirePromiseAuthority(procedure, change, { formId, content, language }, by.session);
  }
  const submission = { id: submissionId, ticketId, formId, content, staffId: by.session.staffId, now: by.now };
  await insertSubmission(by.tx, submission);
  return { submissionId };
}
