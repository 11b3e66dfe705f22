import { Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { peopleRoutes, teamRoutes } from "../../../../src/contract/staff-routes.ts";
import { roleHas } from "../../../../src/domain/permission/index.ts";
import { useRoute } from "../../../ui/api/use-route.ts";
import { useMe } from "../../session/me.ts";

const FRESH_MS = 5 * 60_000;
type Props<Told extends unknown[]> = {
  value: string | null;
  onChange: (id: string | null, ...told: Told) => void;
  autoFocus?: boolean;
  placeholder?: string;
};

type AssigneeProps = Props<[teamIds: readonly string[]]> & {
  /** Only people of this team. */
  teamId: string | null;
};

/** Who may answer for tickets: oneself first. Tells the chosen person's teams too. */
export function AssigneeSelect({ value, onChange, teamId, autoFocus, placeholder }: AssigneeProps): JSX.Element {
  const { t } = useTranslation(["inbox", "common"]);
  const me = useMe();
  const people = useRoute(peopleRoutes.list, { query: {} }, { freshMs: FRESH_MS });
  const fit = people.data?.items.filter(
    ({ role, teamIds }) => roleHas(role, "tickets.work") && (teamId === null || teamIds.includes(teamId)),
  );
  const options = (fit ?? [])
    .toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
    .map(({ id, name, availability }) => ({
      value: id,
      label: `${name}${id === me.id ? t("field.me") : ""}${availability === "available" ? "" : ` · ${t(`common:availability.${availability}`)}`}`,
    }));
  return (
    <Select
      showSearch={{ optionFilterProp: "label" }}
      allowClear
      autoFocus={autoFocus === true}
      aria-label={t("field.assignee")}
      placeholder={placeholder ?? t("common:nobody")}
      loading={people.isPending}
      value={value}
      onChange={(id: string | undefined) =>
        onChange(id ?? null, people.data?.items.find((person) => person.id === id)?.teamIds ?? [])
      }
      options={options}
    />
  );
}

export function TeamSelect({ value, onChange, autoFocus, placeholder }: Props<[]>): JSX.Element {
  const { t } = useTranslation("inbox");
  const teams = useRoute(teamRoutes.list, { query: {} }, { freshMs: FRESH_MS });
  return (
    <Select
      showSearch={{ optionFilterProp: "label" }}
      allowClear
      autoFocus={autoFocus === true}
      aria-label={t("field.team")}
      placeholder={placeholder ?? t("field.team_any")}
      loading={teams.isPending}
      value={value}
      onChange={(id: string | undefined) => onChange(id ?? null)}
      options={teams.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
    />
  );
}
