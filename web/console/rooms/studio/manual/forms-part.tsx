import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import type { Field, Form } from "../../../../../src/domain/sop/form.ts";
import type { Pack } from "../../../../../src/domain/sop/pack.ts";
import { useFormatWords } from "../shared/format-words.ts";
import { itemSays } from "../shared/item-text.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { originOf } from "../shared/version-detail.ts";
import { CardFoot } from "./item-cards.tsx";

type Props = { detail: VersionDetail; pack: Pack; query: string };

/** The forms as they are filled in. */
export function FormsPart({ detail, pack, query }: Props): JSX.Element {
  return (
    <div className="manual-cards">
      {pack.forms
        .filter((form) => itemSays(form, query))
        .map((form) => (
          <FormCard key={form.id} form={form} origin={originOf(detail, "forms", form.id)} />
        ))}
    </div>
  );
}

const FIELDS_SHOWN_FIRST = 4;

function FormCard({ form, origin }: { form: Form; origin: string | null }): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const [whole, setWhole] = useState(false);
  const isLong = form.fields.length > FIELDS_SHOWN_FIRST;
  return (
    <article className="manual-card" id={`item-${form.id}`}>
      <h4>
        {local(form.title)} <span className="quiet">{t(`manual.audience.${form.audience}`)}</span>
      </h4>
      <FormPreview form={form} shownFirst={whole ? form.fields.length : FIELDS_SHOWN_FIRST} />
      {isLong ? (
        <button type="button" className="link-button no-print" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t("manual.less") : t("manual.all_fields", { count: form.fields.length })}
        </button>
      ) : null}
      <CardFoot id={form.id} source={form.source} origin={origin} />
    </article>
  );
}

/** How a form looks to whom fills it in; nothing can be typed. On paper all of its fields are there. */
function FormPreview({ form, shownFirst }: { form: Form; shownFirst: number }): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const words = useFormatWords();
  const ruleOf = ({ required, requiredWhen, computed }: Field) => {
    if (computed) return t("manual.computed");
    if (required) return t("manual.required");
    if (!requiredWhen) return "";
    const asked = form.fields.find(({ id }) => id === requiredWhen.field);
    const values = requiredWhen.is.map((value) => {
      const option = asked?.options.find(({ id }) => id === value);
      return option ? local(option.label) : words.value(value);
    });
    return t("manual.required_when", {
      field: asked ? local(asked.label) : requiredWhen.field,
      values: values.join(t("joint")),
    });
  };
  return (
    <ul className="form-preview">
      {form.fields.map((field, at) => (
        <li key={field.id} className={at < shownFirst ? undefined : "print-only"}>
          <span className="form-preview-label">
            {local(field.label)}
            {ruleOf(field) ? <span className="form-preview-rule">{ruleOf(field)}</span> : null}
          </span>
          <span className={`form-preview-box is-${field.type}`}>
            {field.options.length > 0
              ? field.options.map(({ label }) => local(label)).join(" / ")
              : field.help
                ? local(field.help)
                : words.value(field.type)}
          </span>
        </li>
      ))}
    </ul>
  );
}
