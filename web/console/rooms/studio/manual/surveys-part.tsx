import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import type { Pack } from "../../../../../src/domain/sop/pack.ts";
import type { SurveyQuestion } from "../../../../../src/domain/sop/survey.ts";
import { itemSays } from "../shared/item-text.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { originOf } from "../shared/version-detail.ts";
import { CardFoot } from "./item-cards.tsx";

type Props = { detail: VersionDetail; pack: Pack; query: string };

/** What customers are asked, question by question. */
export function SurveysPart({ detail, pack, query }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  return (
    <div className="manual-cards">
      {pack.surveys
        .filter((survey) => itemSays(survey, query))
        .map((survey) => (
          <article key={survey.id} className="manual-card" id={`item-${survey.id}`}>
            <h4>
              {local(survey.title)}{" "}
              <span className="quiet">{t("manual.questions_max", { count: survey.questionsMax })}</span>
            </h4>
            <ol className="survey-questions">
              {survey.questions.map((question) => (
                <Question key={question.id} question={question} />
              ))}
            </ol>
            <p className="quiet">{local(survey.thanks)}</p>
            <CardFoot id={survey.id} source={survey.source} origin={originOf(detail, "surveys", survey.id)} />
          </article>
        ))}
    </div>
  );
}

function Question({ question }: { question: SurveyQuestion }): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  return (
    <li>
      {local(question.label)}{" "}
      <span className="form-preview-rule">
        {[
          ...(question.shown === "in_turn" ? [t("manual.in_turn")] : []),
          ...(question.required ? [t("manual.required")] : []),
        ].join(t("joint"))}
      </span>
      {question.levels.length > 0 ? (
        <span className="form-preview-box">
          {question.levels.map(({ value, label }) => `${value} ${local(label)}`).join(" / ")}
        </span>
      ) : null}
    </li>
  );
}
