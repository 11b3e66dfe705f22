import type { JSX } from "react";
import type { CustomerCase } from "../../../src/contract/closing-routes.ts";
import { useWords } from "../app/words.ts";
import { SATISFACTION, type CaseAnswer } from "./case-answer.ts";
import { LevelFace } from "./level-face.tsx";

const COMMENT_CHARS_MAX = 5_000;

type Survey = CustomerCase["survey"];
type Question = Survey["questions"][number];
type Props = { survey: Survey; answer: CaseAnswer; onAnswer: (next: CaseAnswer) => void };

/** The pack's one to three questions (REQ: CL-04). */
export function SurveyQuestions({ survey, answer, onAnswer }: Props): JSX.Element {
  return (
    <div className="portal-survey">
      <h2>{survey.title}</h2>
      {survey.questions.map((question) =>
        question.type !== "text" ? (
          <Scale
            key={question.id}
            question={question}
            level={answer.levels[question.id] ?? null}
            onLevel={(level) => onAnswer({ ...answer, levels: { ...answer.levels, [question.id]: level } })}
          />
        ) : (
          <label className="portal-text" key={question.id}>
            <Label question={question} />
            <textarea
              rows={2}
              maxLength={COMMENT_CHARS_MAX}
              value={answer.comment}
              onChange={({ target }) => onAnswer({ ...answer, comment: target.value })}
            />
          </label>
        ),
      )}
    </div>
  );
}

function Scale(props: { question: Question; level: number | null; onLevel: (level: number) => void }): JSX.Element {
  const { question, level, onLevel } = props;
  return (
    <fieldset className="portal-question">
      <legend>
        <Label question={question} />
      </legend>
      <div className={question.type === "nps" ? "portal-levels portal-nps" : "portal-levels"}>
        {question.levels.map(({ value, label }) => (
          <label key={value} className="portal-level" title={label}>
            <input
              type="radio"
              name={question.id}
              value={value}
              checked={level === value}
              onChange={() => onLevel(value)}
            />
            {question.type === "nps" ? null : <LevelFace level={value} />}
            <span>{label}</span>
          </label>
        ))}
      </div>
      {question.type === "nps" ? null : <Ends question={question} level={level} />}
    </fieldset>
  );
}

/** Where the labels do not fit: those of the two ends, or the chosen one below its face. */
function Ends({ question: { levels }, level }: { question: Question; level: number | null }): JSX.Element {
  const at = levels.findIndex(({ value }) => value === level);
  const along = (100 * at) / Math.max(1, levels.length - 1);
  return (
    <p className="portal-ends" aria-hidden="true">
      {at >= 0 ? (
        <span style={{ left: `${along}%`, transform: `translateX(-${along}%)` }}>{levels[at]?.label}</span>
      ) : (
        [levels.at(0), levels.at(-1)].map((end) => <span key={end?.value}>{end?.label}</span>)
      )}
    </p>
  );
}

function Label({ question }: { question: Question }): JSX.Element {
  const t = useWords();
  const mandatory = question.required || question.id === SATISFACTION;
  return (
    <span>
      {question.label}
      {mandatory ? null : <span className="portal-quiet"> · {t("optional")}</span>}
    </span>
  );
}
