import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useTicketRoom } from "../ticket-context.ts";

const RESULT_NOTICE = "result_notice";

/** What the customer is about to read, in the customer's language. */
export function NoticePreview({ onEdit }: { onEdit: () => void }): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const { page, procedure } = useTicketRoom();
  const form = procedure?.forms.find(({ id }) => id === RESULT_NOTICE);
  const content = page.forms.findLast(({ formId }) => formId === RESULT_NOTICE)?.content;
  if (!form || !content) return null;
  const said = form.fields.flatMap(({ id, label }) => {
    const text = content[id];
    return typeof text === "string" && text.trim() ? [{ id, label: label[page.language], text }] : [];
  });
  return (
    <section className="notice-preview" lang={page.language === "zh" ? "zh-CN" : "en"}>
      <header>
        <h3>{t("closing.preview", { to: page.contactCard.emails[0] ?? page.contact.name })}</h3>
        <button type="button" className="link-button" onClick={onEdit}>
          {t("closing.edit_notice")}
        </button>
      </header>
      <dl>
        {said.map(({ id, label, text }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t("closing.preview_note")}</p>
    </section>
  );
}
