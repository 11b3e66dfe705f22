import { Input, Select } from "antd";
import { useEffect, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes } from "../../../../../src/contract/customer-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";

export type ChosenContact = { id: string; label: string } | { name: string; email: string };
type Props = { value: ChosenContact | null; onChange: (next: ChosenContact | null) => void; status: "" | "error" };

const TYPING_PAUSE_MS = 200;
const NEW = "new";
const FOUND_MAX = 20;

/** A known contact by name, organisation, address or phone; or a new one by name and address. */
export function ContactField({ value, onChange, status }: Props): JSX.Element {
  const { t } = useTranslation("inbox");
  const [typed, setTyped] = useState("");
  const words = usePaused(typed.trim());
  const found = useRoute(contactRoutes.list, { query: { q: words, limit: FOUND_MAX } }, { keepPrevious: true });
  const options = (found.data?.items ?? []).map(({ id, name, organisation, emails }) => ({
    value: id,
    label: [name, organisation?.name, emails[0]].filter(Boolean).join(" · "),
  }));
  const isNew = value !== null && !("id" in value);
  const choose = (id: string | undefined) => {
    if (id === undefined) return onChange(null);
    if (id === NEW) return onChange(newFrom(typed));
    const label = options.find((option) => option.value === id)?.label ?? id;
    return onChange({ id, label });
  };
  return (
    <>
      <label>
        <span>{t("new.contact")}</span>
        <Select
          showSearch={{ filterOption: false, onSearch: setTyped }}
          allowClear
          autoFocus
          aria-label={t("new.contact")}
          placeholder={t("new.contact_search")}
          status={status}
          loading={found.isFetching}
          value={value === null ? null : isNew ? NEW : value.id}
          onChange={choose}
          notFoundContent={null}
          options={[
            ...(value && !isNew && !options.some((option) => option.value === value.id)
              ? [{ value: value.id, label: value.label }]
              : []),
            ...options,
            {
              value: NEW,
              label: typed.trim() ? t("new.contact_new_named", { name: typed.trim() }) : t("new.contact_new"),
            },
          ]}
        />
      </label>
      {isNew ? (
        <div className="inbox-form-pair">
          <label>
            <span>{t("new.contact_name")}</span>
            <Input
              value={value.name}
              maxLength={200}
              status={status}
              onChange={(event) => onChange({ ...value, name: event.target.value })}
            />
          </label>
          <label>
            <span>{t("new.contact_email")}</span>
            <Input
              type="email"
              value={value.email}
              maxLength={254}
              status={status}
              onChange={(event) => onChange({ ...value, email: event.target.value })}
            />
          </label>
        </div>
      ) : null}
    </>
  );
}

/** What was typed is an address or a name. */
const newFrom = (typed: string): ChosenContact =>
  typed.includes("@") ? { name: "", email: typed.trim() } : { name: typed.trim(), email: "" };

function usePaused(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
