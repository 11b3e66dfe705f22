import { Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { peopleRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";

type Props = {
  id?: string;
  value?: string | null;
  onChange?: (id: string | null) => void;
  placeholder?: string;
  label?: string;
  className?: string;
};

/** One of the people who work here, found by name or address. */
export function PersonSelect({ value, onChange, placeholder, label, ...rest }: Props): JSX.Element {
  const { t } = useTranslation("common");
  const people = useRoute(peopleRoutes.list, { query: { inactive: "false" } }, { freshMs: 60_000 });
  return (
    <Select
      {...rest}
      allowClear
      value={value ?? null}
      placeholder={placeholder ?? t("nobody")}
      {...(label ? { "aria-label": label } : {})}
      loading={people.isPending}
      showSearch={{ optionFilterProp: "words" }}
      options={(people.data?.items ?? []).map(({ id, name, email }) => ({
        value: id,
        label: name,
        words: `${name} ${email}`,
      }))}
      onChange={(id: string | undefined) => onChange?.(id ?? null)}
    />
  );
}
