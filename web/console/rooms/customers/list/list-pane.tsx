import { Link } from "@tanstack/react-router";
import { Button, Dropdown, Input, Segmented, Select, type InputRef } from "antd";
import { useEffect, useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes } from "../../../../../src/contract/customer-routes.ts";
import { CUSTOMER_TIERS } from "../../../../../src/domain/ticket/vocabulary.ts";
import { addressOf } from "../../../../ui/api/address-of.ts";
import { useShortcuts } from "../../../../ui/shortcuts/use-shortcuts.ts";
import { useMay } from "../../../session/me.ts";
import type { useCustomersPlace } from "../shared/use-customers-place.ts";
import { ContactList } from "./contact-list.tsx";
import { OrganisationList } from "./organisation-list.tsx";

type Place = ReturnType<typeof useCustomersPlace>;

const TYPING_PAUSE_MS = 250;

/** The list with its tabs, search and filters. */
export function ListPane({ place }: { place: Place }): JSX.Element {
  const { t } = useTranslation(["customers", "ui"]);
  const { search, tab, change } = place;
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useTypedSearch(search.q ?? "", (q) => change({ q: q || undefined }));
  const mayWrite = useMay("contacts.write");
  useShortcuts([
    { keys: "/", name: t("search"), group: t("title"), run: () => field.current?.focus() },
    ...(mayWrite ? [{ keys: "c", name: t("new.any"), group: t("title"), run: () => change({ open: "new" }) }] : []),
  ]);
  return (
    <>
      <div className="customers-head">
        <Segmented
          value={tab}
          options={[
            { value: "contacts", label: t("tab.contacts") },
            { value: "organisations", label: t("tab.organisations") },
          ]}
          onChange={place.goTab}
        />
        <span className="customers-gap" />
        {mayWrite ? (
          <Button type="primary" size="small" onClick={() => change({ open: "new" })}>
            {t("new.short")}
          </Button>
        ) : null}
        <MoreMenu place={place} />
      </div>
      <div className="customers-filters" role="search">
        <Input
          ref={field}
          allowClear
          value={typed}
          placeholder={tab === "contacts" ? t("search_contacts") : t("search_organisations")}
          aria-label={t("search")}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="customers-selects">
          <Select
            allowClear
            size="small"
            value={search.tier ?? null}
            placeholder={t("any_tier")}
            aria-label={t("tier")}
            options={CUSTOMER_TIERS.map((value) => ({ value, label: t(`ui:tier.${value}`) }))}
            onChange={(tier) => change({ tier: tier ?? undefined })}
          />
          {tab === "contacts" ? (
            <Select
              allowClear
              size="small"
              value={search.only ?? null}
              placeholder={t("everybody")}
              aria-label={t("only_label")}
              options={(["alone", "blocked"] as const).map((value) => ({ value, label: t(`only.${value}`) }))}
              onChange={(only) => change({ only: only ?? undefined })}
            />
          ) : null}
          {search.organisation ? (
            <Button size="small" onClick={() => change({ organisation: undefined })}>
              {t("of_one_organisation")} ×
            </Button>
          ) : null}
        </div>
      </div>
      {tab === "contacts" ? <ContactList place={place} /> : <OrganisationList place={place} />}
    </>
  );
}

/** What is typed, handed on after a pause; follows the address when it changes by itself. */
function useTypedSearch(q: string, onSearch: (q: string) => void): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(q);
  const [told, setTold] = useState(q);
  if (q !== told) {
    setTold(q);
    setTyped(q);
  }
  useEffect(() => {
    if (typed === told) return undefined;
    const timer = setTimeout(() => {
      setTold(typed);
      onSearch(typed);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, told, onSearch]);
  return [typed, setTyped];
}

function MoreMenu({ place }: { place: Place }): JSX.Element | null {
  const { t } = useTranslation(["customers", "common"]);
  const mayImport = useMay("contacts.import");
  const mayExport = useMay("exports.make");
  const { q, tier, organisation } = place.search;
  const file = addressOf(contactRoutes.export.path, {}, { q, tier, organisationId: organisation });
  const items = [
    ...(mayImport
      ? [
          {
            key: "import",
            label: (
              <Link to="/customers/import" search={{}}>
                {t("import.title")}
              </Link>
            ),
          },
        ]
      : []),
    ...(mayExport
      ? [
          {
            key: "export",
            label: (
              <a href={file} download>
                {t("export")}
              </a>
            ),
          },
        ]
      : []),
  ];
  if (items.length === 0) return null;
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <button type="button" className="bh-icon-button" aria-label={t("common:action.more")}>
        ⋯
      </button>
    </Dropdown>
  );
}
