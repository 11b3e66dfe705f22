import { Select } from "antd";
import type { JSX } from "react";
import { teamRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";

type Props = {
  id?: string;
  value?: string | null;
  onChange?: (id: string | null) => void;
  placeholder: string;
  disabled?: boolean;
};

/** One team, or none. */
export function TeamSelect({ value, onChange, ...rest }: Props): JSX.Element {
  const teams = useRoute(teamRoutes.list, { query: { archived: "false" } }, { freshMs: 60_000 });
  return (
    <Select
      {...rest}
      allowClear
      value={value ?? null}
      loading={teams.isPending}
      options={(teams.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id: string | undefined) => onChange?.(id ?? null)}
    />
  );
}
