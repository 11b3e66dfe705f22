import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { ContactPageShape } from "../../../../../src/contract/customer-shapes.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { useMay } from "../../../session/me.ts";

/** Language, time zone, way to answer; and whose mail domain belongs to nobody yet. */
export function ContactFacts({ contact }: { contact: ContactPageShape }): JSX.Element {
  const { t } = useTranslation(["customers", "ui"]);
  const formats = useFormats();
  const mayWrite = useMay("contacts.write");
  return (
    <Card title={t("profile")}>
      <dl className="facts">
        <dt>{t("field.language")}</dt>
        <dd>{t(`ui:language.${contact.language}`)}</dd>
        <dt>{t("field.preferred_channel")}</dt>
        <dd>{contact.preferredChannel ? t(`ui:channel.${contact.preferredChannel}`) : t("any_channel")}</dd>
        <dt>{t("field.time_zone")}</dt>
        <dd>{contact.timeZone ?? t("time_zone_unknown")}</dd>
        <dt>{t("field.created")}</dt>
        <dd>{formats.date(contact.createdAt)}</dd>
      </dl>
      {mayWrite && contact.proposedDomains.length > 0 ? (
        <p className="page-hint page-gap">
          {t("domain_free", { domain: contact.proposedDomains.join(", ") })}{" "}
          <Link to="/customers/organisations" search={{ open: "new", q: contact.proposedDomains[0] }}>
            {t("new.organisation")}
          </Link>
        </p>
      ) : null}
    </Card>
  );
}
