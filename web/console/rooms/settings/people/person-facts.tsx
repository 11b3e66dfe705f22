import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { teamRoutes } from "../../../../../src/contract/staff-routes.ts";
import type { PersonShape } from "../../../../../src/contract/staff-shapes.ts";
import { SOP_OWNER_ROLES } from "../../../../../src/domain/permission/index.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { Mark } from "../../../../ui/page/mark.tsx";

/** What is known of a person; `brief` leaves out what the form beside it shows. */
export function PersonFacts({ person, brief = false }: { person: PersonShape; brief?: boolean }): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const formats = useFormats();
  const teams = useRoute(teamRoutes.list, { query: { archived: "true" } }, { freshMs: 60_000 });
  const names = (teams.data?.items ?? []).filter(({ id }) => person.teamIds.includes(id)).map(({ name }) => name);
  return (
    <dl className="facts">
      {brief ? null : (
        <>
          <dt>{t("people.email")}</dt>
          <dd>{person.email}</dd>
          <dt>{t("people.role")}</dt>
          <dd>
            {t(`common:role.${person.role}`)}
            {person.isSopOwner && SOP_OWNER_ROLES.includes(person.role) ? ` · ${t("people.sop_owner")}` : null}
          </dd>
          <dt>{t("people.teams")}</dt>
          <dd>{names.length > 0 ? formats.list(names) : t("people.no_team")}</dd>
          <dt>{t("people.department")}</dt>
          <dd>{person.department ?? "—"}</dd>
        </>
      )}
      <dt>{t("security.two_factor")}</dt>
      <dd>
        <Mark tone={person.twoFactor ? "good" : "off"}>
          {person.twoFactor ? t("security.two_factor_on") : t("security.two_factor_off")}
        </Mark>
      </dd>
      <dt>{t("people.status")}</dt>
      <dd>{t(`common:availability.${person.availability}`)}</dd>
      <dt>{t("people.since")}</dt>
      <dd>{formats.date(person.createdAt)}</dd>
    </dl>
  );
}
