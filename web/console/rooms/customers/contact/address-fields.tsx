import { Button, Form, Select } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { ContactPageShape } from "../../../../../src/contract/customer-shapes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { useMay } from "../../../session/me.ts";
import type { ContactValues } from "./contact-values.ts";

type Props = { contact: ContactPageShape | null; onRevealed: (known: Partial<ContactValues>) => void };

/** E-mail addresses and phones; those of a known contact are revealed first, and that is written down. */
export function AddressFields({ contact, onRevealed }: Props): JSX.Element {
  const { t } = useTranslation("customers");
  const mayReveal = useMay("personal_data.reveal");
  const [shown, setShown] = useState(contact === null);
  const reveal = useCommand(contactRoutes.reveal, {
    onRefused: useProblemToast(),
    onDone: (clear) => {
      onRevealed(clear);
      setShown(true);
    },
  });
  if (!shown && contact)
    return (
      <Form.Item label={t("field.addresses")}>
        <div className="masked">
          <span>{[...contact.emails, ...contact.phones].join(" · ") || t("no_addresses")}</span>
          {mayReveal ? (
            <Button
              size="small"
              loading={reveal.running}
              onClick={() => reveal.fire({ params: { contactId: contact.id } })}
            >
              {t("reveal_to_edit")}
            </Button>
          ) : null}
        </div>
        <p className="page-hint">{mayReveal ? t("reveal_logged") : t("reveal_not_allowed")}</p>
      </Form.Item>
    );
  return (
    <>
      <Form.Item
        name="emails"
        label={t("field.emails")}
        extra={t("first_is_primary")}
        rules={[{ type: "array", max: 20, defaultField: { type: "email" }, message: t("emails_wrong") }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", ";", " ", "，", "；"]} />
      </Form.Item>
      <Form.Item name="phones" label={t("field.phones")}>
        <Select mode="tags" open={false} suffixIcon={null} maxCount={20} tokenSeparators={[",", ";", "，", "；"]} />
      </Form.Item>
    </>
  );
}
