import type { JSX } from "react";
import type { CustomerCase } from "../../../src/contract/closing-routes.ts";
import { useCustomerFormats, useWords } from "../app/words.ts";
import { SATISFACTION } from "./case-answer.ts";

/** Where an answered or closed case stands, and what can still be done. */
export function CaseOutcome({ shown, thanked }: { shown: CustomerCase; thanked: boolean }): JSX.Element {
  const t = useWords();
  const formats = useCustomerFormats();
  const { status, survey } = shown;
  const levels = survey.questions.find(({ id }) => id === SATISFACTION)?.levels ?? [];
  const level = levels.find(({ value }) => value === survey.satisfaction)?.label;
  return (
    <div className={`portal-outcome is-${status}`} role="status">
      <h2>{thanked ? t("thanks_title") : t(TITLES[status])}</h2>
      {thanked && status !== "reopened" && survey.answered && survey.thanks !== "" ? <p>{survey.thanks}</p> : null}
      {shown.closedByRule ? <p>{t("closed_by_rule")}</p> : null}
      <p>{t(HELP[status])}</p>
      {shown.hearsBy ? <p className="tabular">{t("hears_by", { moment: formats.dateTime(shown.hearsBy) })}</p> : null}
      {level ? <p>{t("your_rating", { level })}</p> : null}
    </div>
  );
}

const TITLES = {
  awaiting_confirmation: "ask_title",
  confirmed: "confirmed_title",
  reopened: "reopened_title",
  closed: "closed_title",
} as const;

const HELP = {
  awaiting_confirmation: "ask_title",
  confirmed: "confirmed_help",
  reopened: "reopened_help",
  closed: "closed_help",
} as const;
