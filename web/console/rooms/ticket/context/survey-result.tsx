import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useTicketPage } from "../ticket-context.ts";

const LEVELS = [1, 2, 3, 4, 5] as const;

/** What the customer thought of the service. REQ: CL-05 */
export function SurveyResult(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const { survey } = useTicketPage();
  if (!survey) return null;
  const level = LEVELS.find((each) => each === survey.satisfaction);
  return (
    <section>
      <h3>{t("survey.title")}</h3>
      {level ? (
        <div className={level <= 2 ? "survey-result is-bad" : "survey-result"}>
          <span className="survey-scale" aria-hidden="true">
            {LEVELS.map((each) => (
              <i key={each} className={each <= level ? "is-on" : undefined} />
            ))}
          </span>
          <strong>{t(`survey.level.${level}`)}</strong>
          {survey.answeredAt ? <RelativeTime at={survey.answeredAt} /> : null}
          {survey.comment ? <blockquote>{survey.comment}</blockquote> : null}
        </div>
      ) : (
        <p className="quiet">
          {t("survey.sent")} · <RelativeTime at={survey.sentAt} />
        </p>
      )}
    </section>
  );
}
