import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "../notice/toast-store.ts";
import "./forms.css";

/** A text to take along: a link, a secret that is shown once. */
export function CopyField({ text, label }: { text: string; label: string }): JSX.Element {
  const { t } = useTranslation("ui");
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => toast(t("form.copied"), { tone: "good" }),
      () => toast(t("form.copy_by_hand"), { tone: "bad" }),
    );
  };
  return (
    <div className="copy-field">
      <input
        readOnly
        value={text}
        aria-label={label}
        className="copy-field-text"
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" className="bh-button" onClick={copy}>
        {t("form.copy")}
      </button>
    </div>
  );
}
