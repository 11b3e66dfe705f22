import { Input } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useItemForm, type Place } from "./form-context.ts";

type Text = { zh?: string; en?: string };
type Props = { value: unknown; at: Place; onChange: (value: unknown) => void };

/** One text in both languages, one below the other. */
export function LocalTextField({ value, at, onChange }: Props): JSX.Element {
  const { t } = useTranslation("ui");
  const { faults } = useItemForm();
  const text = (value ?? {}) as Text;
  return (
    <div className="local-text">
      {(["zh", "en"] as const).map((language) => (
        <label key={language}>
          <span aria-hidden="true">{language === "zh" ? "中" : "EN"}</span>
          <Input.TextArea
            lang={language}
            aria-label={`${at.label} ${t(`language.${language}`)}`}
            autoSize={{ minRows: 1, maxRows: 14 }}
            value={text[language] ?? ""}
            status={faults.has(`${at.path}.${language}`) ? "error" : ""}
            onChange={(event) => {
              const next = { zh: text.zh ?? "", en: text.en ?? "", [language]: event.target.value };
              onChange(next.zh === "" && next.en === "" ? undefined : next);
            }}
          />
        </label>
      ))}
    </div>
  );
}

/** Several texts in both languages: examples of a category. */
export function LocalTextsField({ value, at, onChange }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const texts = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    <div className="item-group-list">
      {texts.map((text, index) => {
        const label = t("form.nth", { field: at.label, nth: index + 1 });
        return (
          <div key={index} className="local-texts-line">
            <LocalTextField
              value={text}
              at={{ ...at, label, path: `${at.path}.${index}` }}
              onChange={(next) =>
                onChange(texts.map((one, place) => (place === index ? (next ?? { zh: "", en: "" }) : one)))
              }
            />
            <button
              type="button"
              className="bh-icon-button"
              aria-label={t("form.remove", { what: label })}
              onClick={() => onChange(texts.filter((_, place) => place !== index))}
            >
              ×
            </button>
          </div>
        );
      })}
      <button type="button" className="bh-button" onClick={() => onChange([...texts, { zh: "", en: "" }])}>
        + {t("form.add", { what: at.label })}
      </button>
    </div>
  );
}
