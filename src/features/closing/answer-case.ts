import { CodedError } from "../../contract/coded-error.ts";
import type { CustomerCase } from "../../contract/closing-routes.ts";
import { demandsInWords, followUpFor, questionsFor, type Pack } from "../../domain/sop/index.ts";
import { answerSurvey, confirm, notSolved, type Satisfaction } from "../../domain/ticket/index.ts";
import { addNote, changeTicket, digestText, isConfirmed } from "../../core/tickets/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { closedBy, confirmationDue, isCustomerSince, nextNewsDue, readCase, type Case } from "./case-store.ts";
import { openCaseLink } from "./case-link.ts";
import type { ClosingDeps } from "./deps.ts";
import { followUpOwner } from "./follow-up-owner.ts";
import { readResultNotice } from "./result-notice.ts";
import { visitDetractor } from "./visit-detractor.ts";
import { insertSurveyResponse, newestSurveyResponse, type SurveyAnswers } from "./survey-store.ts";

/** The case that a customer's link opens. @throws CodedError `link_expired` */
export async function caseOfLink(deps: ClosingDeps, tx: Tx, token: string, now: number): Promise<Case> {
  const link = openCaseLink(deps, token, now);
  const found = link && (await readCase(tx, link.ticketId));
  if (!found || !(await isCustomerSince(tx, found, link.at))) throw new CodedError("link_expired");
  return found;
}

/** What the customer's page shows. */
export async function viewCase(deps: ClosingDeps, tx: Tx, found: Case, now: number): Promise<CustomerCase> {
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  const survey = await newestSurveyResponse(tx, found.id, found.solvedAt);
  const by = found.state === "closed" ? await closedBy(tx, found.id) : null;
  const brand = await deps.brandOf(tx);
  const closesAt = found.state === "solved" ? await confirmationDue(tx, found.id) : null;
  const hearsBy = statusOf(found.state, by) === "reopened" ? await nextNewsDue(tx, found.id, now) : null;
  return {
    deskName: brand.name,
    deskColour: brand.colour,
    number: found.number,
    subject: found.subject,
    language: found.language,
    customerName: found.contactName,
    status: found.state === "solved" && (await isConfirmed(tx, found.id)) ? "confirmed" : statusOf(found.state, by),
    closedByRule: by === "rule",
    solvedAt: found.solvedAt === null ? null : new Date(found.solvedAt).toISOString(),
    closesAt: closesAt?.toISOString() ?? null,
    hearsBy: hearsBy?.toISOString() ?? null,
    notice: [...(await readResultNotice(tx, pack, { ticketId: found.id, language: found.language }))],
    survey: {
      answered: survey !== undefined,
      satisfaction: survey?.satisfaction ?? null,
      ...surveyOf(pack, found),
    },
  };
}

/** How likely he is to recommend us. */
const NPS_LEVELS = Array.from({ length: 11 }, (_, value) => ({ value, label: String(value) }));

/** The questions of the pack's survey; those that take turns go by the ticket's number. */
function surveyOf(
  pack: Pack,
  { language, number }: Case,
): Pick<CustomerCase["survey"], "title" | "thanks" | "questions"> {
  const survey = pack.surveys[0];
  if (!survey) return { title: "", thanks: "", questions: [] };
  return {
    title: survey.title[language],
    thanks: survey.thanks[language],
    questions: questionsFor(survey, number).map(({ id, label, type, required, levels }) => ({
      id,
      label: label[language],
      type,
      required,
      levels:
        type === "nps" ? NPS_LEVELS : levels.map((level) => ({ value: level.value, label: level.label[language] })),
    })),
  };
}

function statusOf(state: string, by: string | null): CustomerCase["status"] {
  if (state === "solved") return "awaiting_confirmation";
  if (state !== "closed") return "reopened";
  return by === "customer" || by === "agent" ? "confirmed" : "closed";
}

/** "Solved": the case closes. */
export async function confirmCase(deps: ClosingDeps, tx: Tx, found: Case, now: number): Promise<void> {
  await changeTicket(deps.desk, tx, asCustomer(found, now), (ticket, procedure) =>
    confirm(
      ticket,
      "customer",
      demandsInWords(procedure.demands("close", ticket, { now, confirmed: true }), found.language),
    ),
  );
}

/** "Not solved": the case is open again and a supervisor follows up (REQ: CL-05, HA-21). */
export async function rejectCase(
  deps: ClosingDeps,
  tx: Tx,
  found: Case,
  given: { reason: string; now: number },
): Promise<void> {
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  const owner = await followUpOwner(tx, found, followUpFor(pack.followUps, { on: "not_solved" }));
  const reasonDigest = given.reason === "" ? null : digestText(given.reason);
  await changeTicket(deps.desk, tx, asCustomer(found, given.now), (ticket) =>
    notSolved(ticket, { reasonDigest, followUpOwner: owner }),
  );
  await keepWords(deps, tx, found, { words: given.reason, kind: "customer_rejection", now: given.now });
}

/** A rating; one that the procedure calls unhappy opens a second follow-up by whom it names (REQ: CL-05). */
export async function rateCase(
  deps: ClosingDeps,
  tx: Tx,
  found: Case,
  given: { answers: SurveyAnswers; now: number },
): Promise<void> {
  await refuseStrangeAnswers(deps, tx, found, given.answers);
  const surveyId = newId(given.now);
  const satisfaction = given.answers.satisfaction as Satisfaction;
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  const rule = followUpFor(pack.followUps, { on: "survey_answered", satisfaction });
  const owner = rule && (await followUpOwner(tx, found, rule));
  await changeTicket(deps.desk, tx, asCustomer(found, given.now), (ticket) =>
    answerSurvey(ticket, { satisfaction, surveyId, isUnsatisfied: rule !== null, followUpOwner: owner }),
  );
  await insertSurveyResponse(tx, { id: surveyId, ticketId: found.id, contactId: found.contactId, ...given });
  await visitDetractor(deps, tx, found, { answers: given.answers.answers, now: given.now });
  await keepWords(deps, tx, found, { words: given.answers.comment, kind: "customer_comment", now: given.now });
}

/** Only what the survey asks is kept, at a level that it has. @throws CodedError invalid_input */
async function refuseStrangeAnswers(deps: ClosingDeps, tx: Tx, found: Case, { answers }: SurveyAnswers): Promise<void> {
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  const questions = pack.surveys[0]?.questions ?? [];
  const fits = ([id, level]: [string, number]) => {
    const question = questions.find((each) => each.id === id);
    return question?.type === "nps" || question?.levels.some(({ value }) => value === level);
  };
  if (!Object.entries(answers).every(fits)) throw new CodedError("invalid_input", { issues: "answers" });
}

const asCustomer = (found: Case, now: number) => ({
  ticketId: found.id,
  actor: { kind: "contact" as const, id: found.contactId },
  now,
});

/** What the customer wrote stands in the conversation, where the one who follows up reads it. */
async function keepWords(
  deps: ClosingDeps,
  tx: Tx,
  found: Case,
  said: { words: string; kind: string; now: number },
): Promise<void> {
  if (said.words === "") return;
  await addNote(deps.desk, tx, asCustomer(found, said.now), {
    text: said.words,
    html: null,
    staffId: null,
    authorName: found.contactName,
    mentions: [],
    attachmentIds: [],
    kind: said.kind,
  });
}
