import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { TicketPage } from "../../../../../src/contract/ticket-shapes.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { FilledFields } from "../context/filled-fields.tsx";
import { useTicketRoom } from "../ticket-context.ts";
import { useProcedureNames } from "../use-names.ts";

/** The forms that were filled in, those for the customer or all, each as it was last. */
export function PrintForms({ page, internal }: { page: TicketPage; internal: boolean }): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const names = useProcedureNames();
  const { procedure } = useTicketRoom();
  const isForCustomer = (id: string) => procedure?.forms.find((form) => form.id === id)?.audience === "customer";
  const last = new Map(page.forms.map((form) => [form.formId, form]));
  const forms = [...last.values()].filter(({ formId }) => internal || isForCustomer(formId));
  if (forms.length === 0) return null;
  return (
    <>
      {forms.map((form) => (
        <section key={form.id}>
          <h2>
            {names.form(form.formId)}
            {isForCustomer(form.formId) ? null : <span className="print-internal">{t("print.internal")}</span>}
          </h2>
          <p className="print-quiet">
            {[form.submittedBy?.name, formats.dateTime(form.createdAt)].filter(Boolean).join(" · ")}
          </p>
          <FilledFields formId={form.formId} content={form.content} />
        </section>
      ))}
    </>
  );
}
