import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { organisationRoutes } from "../../../../../src/contract/customer-routes.ts";
import { useRoutePages } from "../../../../ui/api/use-route.ts";
import { TierMark } from "../../../../ui/glyphs/tier-mark.tsx";
import { useMay } from "../../../session/me.ts";
import type { useCustomersPlace } from "../shared/use-customers-place.ts";
import { OpenCount } from "./contact-list.tsx";
import { CustomerList } from "./customer-list.tsx";

export function OrganisationList({ place }: { place: ReturnType<typeof useCustomersPlace> }): JSX.Element {
  const { t } = useTranslation("customers");
  const mayWrite = useMay("contacts.write");
  const { q, tier } = place.search;
  const pages = useRoutePages(
    organisationRoutes.list,
    { query: { limit: 100, ...(q ? { q } : {}), ...(tier ? { tier } : {}) } },
    { keepPrevious: true },
  );
  return (
    <CustomerList
      pages={pages}
      name={`organisations.${q ?? ""}.${tier ?? ""}`}
      label={t("tab.organisations")}
      openId={place.organisationId}
      filtered={Boolean(q ?? tier)}
      onOpen={place.openOrganisation}
      onClear={() => place.change({ q: undefined, tier: undefined })}
      first={mayWrite ? <Button onClick={() => place.change({ open: "new" })}>{t("new.organisation")}</Button> : null}
      row={(organisation) => (
        <>
          <TierMark tier={organisation.tier} />
          <span className="customer-row-text">
            <span className="customer-row-name truncate" title={organisation.name}>
              {organisation.name}
            </span>
            <span className="customer-row-meta truncate">
              {t("contacts_count", { count: organisation.contacts })}
              {organisation.domains[0] ? ` · ${organisation.domains[0]}` : ""}
              {organisation.adviser ? ` · ${organisation.adviser.name}` : ""}
            </span>
          </span>
          <OpenCount count={organisation.openTickets} />
        </>
      )}
    />
  );
}
