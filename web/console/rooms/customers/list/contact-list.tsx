import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { ContactRowShape } from "../../../../../src/contract/customer-shapes.ts";
import { useRoutePages } from "../../../../ui/api/use-route.ts";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { TierMark } from "../../../../ui/glyphs/tier-mark.tsx";
import { Mark } from "../../../../ui/page/mark.tsx";
import { useMay } from "../../../session/me.ts";
import type { useCustomersPlace } from "../shared/use-customers-place.ts";
import { CustomerList } from "./customer-list.tsx";

export function ContactList({ place }: { place: ReturnType<typeof useCustomersPlace> }): JSX.Element {
  const { t } = useTranslation("customers");
  const mayWrite = useMay("contacts.write");
  const { q, tier, organisation, only } = place.search;
  const pages = useRoutePages(
    contactRoutes.list,
    {
      query: {
        limit: 100,
        ...(q ? { q } : {}),
        ...(tier ? { tier } : {}),
        ...(organisation ? { organisationId: organisation } : {}),
        ...(only === "blocked" ? { blocked: "true" as const } : {}),
        ...(only === "alone" ? { withoutOrganisation: "true" as const } : {}),
      },
    },
    { keepPrevious: true },
  );
  return (
    <CustomerList
      pages={pages}
      name={`contacts.${q ?? ""}.${tier ?? ""}.${only ?? ""}.${organisation ?? ""}`}
      label={t("tab.contacts")}
      openId={place.contactId}
      filtered={Boolean(q ?? tier ?? organisation ?? only)}
      onOpen={place.openContact}
      onClear={() => place.change({ q: undefined, tier: undefined, organisation: undefined, only: undefined })}
      first={mayWrite ? <Button onClick={() => place.change({ open: "new" })}>{t("new.contact")}</Button> : null}
      row={(contact) => <ContactRow contact={contact} />}
    />
  );
}

function ContactRow({ contact }: { contact: ContactRowShape }): JSX.Element {
  const { t } = useTranslation("customers");
  return (
    <>
      <Avatar person={contact} sizePx={32} />
      <span className="customer-row-text">
        <span className="customer-row-name truncate" title={contact.name}>
          {contact.name}
          {contact.blocked ? <Mark tone="bad">{t("blocked")}</Mark> : null}
        </span>
        <span className="customer-row-meta truncate" title={contact.organisation?.name}>
          {contact.organisation ? (
            <>
              <TierMark tier={contact.organisation.tier} /> {contact.organisation.name}
            </>
          ) : (
            (contact.emails[0] ?? contact.phones[0] ?? t("no_organisation"))
          )}
        </span>
      </span>
      <OpenCount count={contact.openTickets} />
    </>
  );
}

/** Tickets that are not settled; nothing where there are none. */
export function OpenCount({ count }: { count: number }): JSX.Element | null {
  const { t } = useTranslation("customers");
  if (count === 0) return null;
  return <span className="customer-open tabular">{t("open_count", { count })}</span>;
}
