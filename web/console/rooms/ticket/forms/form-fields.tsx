import { Button } from "antd";
import { useEffect, useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { FormShape } from "../../../../../src/contract/procedure-routes.ts";
import { submitForm } from "../../../../../src/contract/ticket-routes.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { useDraft } from "../../../../ui/base/use-draft.ts";
import { isSaveKey } from "../../../../ui/forms/leave-form.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";
import { useProcedureNames } from "../use-names.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";
import { firstContent, handedIn, isRequiredNow, isShown, problemsByField, type FormContent } from "./form-content.ts";
import { FormField } from "./form-field.tsx";
import "./forms.css";

type Props = {
  form: FormShape;
  onDone: () => void;
  /** The word on the button; 提交 when left out. */
  word?: string;
  /** Hands it in some other way than as a form of its own; calls `kept` once it is. */
  handing?: { running: boolean; fire: (content: FormContent, kept: () => void) => void };
};

/** The fields of a form with their errors; what is typed is kept until it is handed in. */
export function FormFields({ form, onDone, word, handing }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const { language } = usePersonSettings();
  const { page } = useTicketRoom();
  const names = useProcedureNames();
  const [first] = useState(() => firstContent(form, page, names.category(page.categoryId)));
  const [content, setContent, drop] = useDraft<FormContent>(`form.${form.id}:${page.id}`, first);
  const [asked, setAsked] = useState(false);
  const problems = problemsByField(form, handedIn(form, content), language);
  const kept = () => {
    drop();
    onDone();
  };
  const submit = useTicketCommand(submitForm, { onDone: kept });
  const running = handing?.running ?? submit.running;
  const handIn = () => {
    setAsked(true);
    const [bad] = Object.keys(problems);
    if (bad)
      document.querySelector<HTMLElement>(`[data-field="${CSS.escape(bad)}"] :is(input, textarea, button)`)?.focus();
    else if (handing) handing.fire(handedIn(form, content), kept);
    else submit.fire({ params: { ticketId: page.id, formId: form.id }, body: { content: handedIn(form, content) } });
  };
  const start = useRef<HTMLFormElement>(null);
  useEffect(() => start.current?.querySelector<HTMLElement>("input, textarea")?.focus({ preventScroll: true }), []);
  return (
    <form
      ref={start}
      className="sop-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        handIn();
      }}
      onKeyDown={(event) => {
        if (!isSaveKey(event)) return;
        // Above it a dialog may know the key too.
        event.stopPropagation();
        if (!running) handIn();
      }}
    >
      {form.audience === "customer" ? <p className="sop-form-reader">{t("form.customer_reads")}</p> : null}
      {form.fields
        .filter((field) => isShown(field, content))
        .map((field) => (
          <FormField
            key={field.id}
            field={field}
            label={local(field.label)}
            help={field.help ? local(field.help) : null}
            required={isRequiredNow(field, content)}
            value={content[field.id]}
            problem={asked ? (problems[field.id] ?? null) : null}
            onChange={(value) => setContent({ ...content, [field.id]: value })}
          />
        ))}
      <Button type="primary" htmlType="submit" loading={running}>
        {word ?? t("form.submit")}
      </Button>
    </form>
  );
}
