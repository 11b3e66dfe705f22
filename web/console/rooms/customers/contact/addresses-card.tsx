import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { ContactPageShape } from "../../../../../src/contract/customer-shapes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { useMay } from "../../../session/me.ts";

type Clear = { emails: string[]; phones: string[] };

/** Addresses, masked; each look at them in clear stands in the audit trail. */
export function AddressesCard({ contact }: { contact: ContactPageShape }): JSX.Element {
  const { t } = useTranslation("customers");
  const mayReveal = useMay("personal_data.reveal");
  const [clear, setClear] = useState<Clear | null>(null);
  const reveal = useCommand(contactRoutes.reveal, { onDone: setClear, onRefused: useProblemToast() });
  const { emails, phones } = clear ?? contact;
  const none = emails.length + phones.length === 0;
  return (
    <Card
      title={t("field.addresses")}
      lead={none ? t("no_addresses") : clear ? t("revealed") : mayReveal ? t("reveal_logged") : t("reveal_not_allowed")}
      actions={
        none || !mayReveal ? null : clear ? (
          <Button size="small" onClick={() => setClear(null)}>
            {t("hide")}
          </Button>
        ) : (
          <Button
            size="small"
            loading={reveal.running}
            onClick={() => reveal.fire({ params: { contactId: contact.id } })}
          >
            {t("reveal")}
          </Button>
        )
      }
    >
      {none ? null : (
        <ul className="addresses" aria-live="polite">
          {emails.map((email, at) => (
            <li key={email}>
              {clear ? <a href={`mailto:${email}`}>{email}</a> : email}
              {at === 0 && emails.length > 1 ? <span className="quiet">{t("primary")}</span> : null}
            </li>
          ))}
          {phones.map((phone) => (
            <li key={phone} className="tabular">
              {clear ? <a href={`tel:${phone}`}>{phone}</a> : phone}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
