import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../api/api-problem.ts";
import { useErrorWords } from "../states/error-words.ts";
import "./forms.css";

type Props = {
  error: unknown;
  /** Somebody else changed the record: put one's own changes on top, or drop them. */
  onKeepMine?: () => void;
  onTakeNewest?: () => void;
};

/** Until somebody has chosen between the two ways on, saving again would be refused again. */
export const isConflict = (error: unknown): boolean => error instanceof ApiProblem && error.code === "conflict";

/** What went wrong with a form and what to do; a conflict offers both ways on. */
export function FormProblem({ error, onKeepMine, onTakeNewest }: Props): JSX.Element {
  const { t } = useTranslation("ui");
  const wordsOf = useErrorWords();
  const words = error ? wordsOf(error) : null;
  const asks = isConflict(error) && onKeepMine && onTakeNewest;
  return (
    <div role="alert">
      {words ? (
        <div className="form-problem">
          <strong>{asks ? t("form.conflict") : words.happened}</strong>
          <span>{asks ? t("form.conflict_help") : words.remedy}</span>
          {asks ? (
            <div className="form-problem-actions">
              <button type="button" className="bh-button" onClick={onKeepMine}>
                {t("form.keep_mine")}
              </button>
              <button type="button" className="bh-button" onClick={onTakeNewest}>
                {t("form.take_newest")}
              </button>
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
