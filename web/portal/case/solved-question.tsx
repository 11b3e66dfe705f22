import type { JSX } from "react";
import { useWords } from "../app/words.ts";
import type { CaseAnswer } from "./case-answer.ts";

const REASON_CHARS_MAX = 2_000;

type Props = {
  answer: CaseAnswer;
  onAnswer: (next: CaseAnswer) => void;
  /** The case is closed: only what is still wrong is asked. */
  reasonOnly: boolean;
};

/** Solved or not; when not, what is still wrong. */
export function SolvedQuestion({ answer, onAnswer, reasonOnly }: Props): JSX.Element {
  const t = useWords();
  const choice = (value: "solved" | "not-solved", title: string, help: string) => (
    <label className={`portal-choice is-${value}`}>
      <input
        type="radio"
        name="solved"
        value={value}
        checked={answer.solved === value}
        onChange={() => onAnswer({ ...answer, solved: value })}
      />
      <span>
        <strong>{title}</strong>
        <small>{help}</small>
      </span>
    </label>
  );
  return (
    <>
      {reasonOnly ? null : (
        <fieldset className="portal-question">
          <legend>{t("ask_title")}</legend>
          <div className="portal-choices">
            {choice("solved", t("answer_solved"), t("answer_solved_help"))}
            {choice("not-solved", t("answer_not_solved"), t("answer_not_solved_help"))}
          </div>
        </fieldset>
      )}
      {answer.solved === "not-solved" ? (
        <label className="portal-text">
          <span>{t("reason_label")}</span>
          <textarea
            rows={3}
            maxLength={REASON_CHARS_MAX}
            placeholder={t("reason_hint")}
            value={answer.reason}
            onChange={({ target }) => onAnswer({ ...answer, reason: target.value })}
          />
        </label>
      ) : null}
    </>
  );
}
