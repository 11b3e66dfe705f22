import { useId, useState, type JSX } from "react";
import type { CustomerCase } from "../../../src/contract/closing-routes.ts";
import { ticketLabel } from "../../../src/domain/channel/ticket-label.ts";
import { ApiProblem, NetworkFailure } from "../../ui/api/api-problem.ts";
import { useCustomerFormats, useWords } from "../app/words.ts";
import { askedOf, NOTHING_SAID, stepsOf, type CaseAnswer } from "./case-answer.ts";
import { CaseOutcome } from "./case-outcome.tsx";
import { SolvedQuestion } from "./solved-question.tsx";
import { SurveyQuestions } from "./survey-questions.tsx";
import type { CaseView } from "./use-case.ts";

type Props = { view: CaseView; shown: CustomerCase; answer: CaseAnswer; onAnswer: (next: CaseAnswer) => void };

/** The case from top to bottom: what it is, where it stands, the result, and what is asked. */
export function CaseCard({ view, shown, answer, onAnswer }: Props): JSX.Element {
  const t = useWords();
  const formats = useCustomerFormats();
  const awaiting = shown.status === "awaiting_confirmation";
  return (
    <>
      <section className="portal-card">
        <p className="portal-kicker tabular">{t("case_number", { number: ticketLabel(shown.number) })}</p>
        <h1>{shown.subject}</h1>
        {awaiting ? <p className="portal-quiet">{t("greeting", { name: shown.customerName })}</p> : null}
        {awaiting ? null : <CaseOutcome shown={shown} thanked={view.thanked} />}
      </section>
      {shown.notice.length > 0 ? (
        <section className="portal-card">
          <h2>{t("notice_title")}</h2>
          <dl className="portal-notice">
            {shown.notice.map(({ label, text }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          {shown.solvedAt ? (
            <p className="portal-quiet tabular">{t("solved_at", { moment: formats.dateTime(shown.solvedAt) })}</p>
          ) : null}
        </section>
      ) : null}
      <AnswerForm view={view} shown={shown} answer={answer} onAnswer={onAnswer} />
    </>
  );
}

function AnswerForm({ view, shown, answer, onAnswer }: Props): JSX.Element | null {
  const t = useWords();
  const problemId = useId();
  const [chooseFirst, setChooseFirst] = useState(false);
  const [reopening, setReopening] = useState(false);
  const { question, survey, button, said, ...asked } = askedOf(answer, shown, reopening);
  if (!button && !asked.reopening) return null;
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    const steps = stepsOf(said, shown);
    setChooseFirst(steps.length === 0);
    if (steps.length > 0) void view.send(steps, said).then((sent) => sent && change(NOTHING_SAID));
  };
  const change = (next: CaseAnswer) => {
    setChooseFirst(false);
    onAnswer(next);
  };
  const reopen = () => {
    setReopening(true);
    change({ ...answer, solved: "not-solved" });
  };
  return (
    <form className="portal-card" onSubmit={submit} noValidate aria-describedby={problemId}>
      {question ? <SolvedQuestion answer={answer} onAnswer={change} reasonOnly={question === "reason"} /> : null}
      {survey ? <SurveyQuestions survey={shown.survey} answer={answer} onAnswer={change} /> : null}
      <ClosesAt moment={shown.closesAt} />
      <div id={problemId} role="alert">
        {chooseFirst ? <p className="portal-problem">{t(question ? "choose_first" : "rate_first")}</p> : null}
        {view.refused ? <Refused error={view.refused} /> : null}
      </div>
      {button ? (
        <button type="submit" className="portal-button is-primary" disabled={view.sending}>
          {view.sending ? t("submitting") : t(button)}
        </button>
      ) : null}
      {asked.reopening ? (
        <button type="button" className="portal-button" onClick={reopen}>
          {t("still_not_solved")}
        </button>
      ) : null}
    </form>
  );
}

function ClosesAt({ moment }: { moment: string | null }): JSX.Element | null {
  const t = useWords();
  const formats = useCustomerFormats();
  if (!moment) return null;
  return <p className="portal-quiet tabular">{t("closes_at", { moment: formats.dateTime(moment) })}</p>;
}

function Refused({ error }: { error: unknown }): JSX.Element {
  const t = useWords();
  if (error instanceof NetworkFailure)
    return (
      <p className="portal-problem">
        <strong>{t("offline_title")}</strong> {t("offline_help")}
      </p>
    );
  if (error instanceof ApiProblem && error.status === 409)
    return <p className="portal-problem">{t("answered_meanwhile")}</p>;
  const known = error instanceof ApiProblem;
  return (
    <p className="portal-problem">
      <strong>{known ? error.message : t("problem_title")}</strong> {(known && error.remedy) || t("problem_help")}
    </p>
  );
}
