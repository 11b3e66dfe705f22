import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import "../../../../ui/forms/forms.css";

type Props = { theirs: string; onKeepMine: () => void; onTakeTheirs: () => void };

/** Somebody else saved meanwhile: both texts are there, and one decides. */
export function TheirText({ theirs, onKeepMine, onTakeTheirs }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  return (
    <div className="form-problem" role="alert">
      <strong>{t("text.conflict")}</strong>
      <span>{t("text.conflict_help")}</span>
      <details>
        <summary>{t("text.theirs")}</summary>
        <pre className="their-text" tabIndex={0} aria-label={t("text.theirs")}>
          {theirs || t("text.nothing_own")}
        </pre>
      </details>
      <div className="form-problem-actions">
        <Button onClick={onKeepMine}>{t("text.keep_mine")}</Button>
        <Button onClick={onTakeTheirs}>{t("text.take_theirs")}</Button>
      </div>
    </div>
  );
}
