import { Select } from "antd";
import { useDeferredValue, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { organisationRoutes } from "../../../../../src/contract/customer-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";

type Props = {
  id?: string;
  value?: string | null;
  onChange?: (id: string | null) => void;
  /** The one that is chosen, so that its name is shown before anybody searches. */
  first: { id: string; name: string } | null;
  /** Left out of what is offered. */
  without?: string;
  label?: string;
};

const FOUND_MAX = 20;

/** An organisation, searched on the server by name or domain. */
export function OrganisationSelect({ id, value, onChange, first, without, label }: Props): JSX.Element {
  const { t } = useTranslation("customers");
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useRoute(
    organisationRoutes.list,
    { query: { limit: FOUND_MAX, ...(q ? { q } : {}) } },
    { keepPrevious: true },
  );
  const items = (found.data?.items ?? []).filter((one) => one.id !== without);
  const known = first && !items.some((one) => one.id === first.id) && q === "" ? [first, ...items] : items;
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { "aria-label": label } : {})}
      allowClear
      value={value ?? null}
      placeholder={t("no_organisation")}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={t("none_found")}
      options={known.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(chosen: string | undefined) => onChange?.(chosen ?? null)}
    />
  );
}
