import { Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { teamRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";

type Props = { id?: string; value?: string[]; onChange?: (ids: string[]) => void; disabled?: boolean };

export function TeamsSelect(props: Props): JSX.Element {
  const { t } = useTranslation("settings");
  const teams = useRoute(teamRoutes.list, { query: { archived: "false" } }, { freshMs: 60_000 });
  return (
    <Select
      {...props}
      mode="multiple"
      placeholder={t("people.no_team")}
      loading={teams.isPending}
      options={(teams.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      showSearch={{ optionFilterProp: "label" }}
    />
  );
}
