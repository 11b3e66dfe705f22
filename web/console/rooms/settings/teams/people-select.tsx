import { Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { peopleRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";

type Props = { id?: string; value?: string[]; onChange?: (ids: string[]) => void };

/** Several of the people who work here. */
export function PeopleSelect(props: Props): JSX.Element {
  const { t } = useTranslation("settings");
  const people = useRoute(peopleRoutes.list, { query: { inactive: "false" } }, { freshMs: 60_000 });
  return (
    <Select
      {...props}
      mode="multiple"
      placeholder={t("teams.no_members")}
      loading={people.isPending}
      showSearch={{ optionFilterProp: "words" }}
      options={(people.data?.items ?? []).map(({ id, name, email }) => ({
        value: id,
        label: name,
        words: `${name} ${email}`,
      }))}
    />
  );
}
