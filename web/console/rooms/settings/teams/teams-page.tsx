import { Button, Checkbox } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { peopleRoutes, teamRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useMay } from "../../../session/me.ts";
import { Mark } from "../../../../ui/page/mark.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";
import { SectionPage } from "../frame/section-page.tsx";
import { useOpened } from "../frame/use-opened.ts";
import { TeamDrawer } from "./team-drawer.tsx";

/** The teams: who leads, who belongs, how they greet. */
export function TeamsPage(): JSX.Element {
  const { t } = useTranslation("settings");
  const mayManage = useMay("people.manage");
  const { opened, open, close } = useOpened();
  const [archived, setArchived] = useState(false);
  const teams = useRoute(teamRoutes.list, { query: { archived: archived ? "true" : "false" } }, { keepPrevious: true });
  const people = useRoute(peopleRoutes.list, { query: { inactive: "true" } }, { freshMs: 60_000 });
  const nameOf = (id: string | null) => people.data?.items.find((person) => person.id === id)?.name;
  const add = mayManage ? (
    <Button type="primary" onClick={() => open("new")}>
      {t("teams.make")}
    </Button>
  ) : null;
  const shown = teams.data?.items.find(({ id }) => id === opened);
  return (
    <SectionPage id="teams" actions={add}>
      <div className="page-tools">
        <Checkbox checked={archived} onChange={(event) => setArchived(event.target.checked)}>
          {t("teams.archived_too")}
        </Checkbox>
      </div>
      {teams.isPending ? <SkeletonList rows={4} /> : null}
      {teams.isError ? <ErrorState error={teams.error} onRetry={() => void teams.refetch()} /> : null}
      {teams.data?.items.length === 0 ? (
        <EmptyState title={t("teams.none")} actions={add}>
          {t("teams.none_help")}
        </EmptyState>
      ) : null}
      {teams.data && teams.data.items.length > 0 ? (
        <RowList label={t("section.teams")}>
          {teams.data.items.map((team) => (
            <Row
              key={team.id}
              title={team.name}
              quiet={team.archived}
              onOpen={() => open(team.id)}
              meta={
                <>
                  {nameOf(team.leaderId) ? <span>{t("teams.led_by", { name: nameOf(team.leaderId) })}</span> : null}
                  <span>{t("teams.members_count", { count: team.memberIds.length })}</span>
                </>
              }
              aside={
                <>
                  {team.leaderId ? null : <Mark tone="wait">{t("teams.no_leader")}</Mark>}
                  {team.archived ? <Mark tone="off">{t("teams.archived")}</Mark> : null}
                </>
              }
            />
          ))}
        </RowList>
      ) : null}
      {opened === "new" && mayManage ? <TeamDrawer team={null} onClose={close} /> : null}
      {shown ? (
        <TeamDrawer
          key={shown.id}
          team={shown}
          onClose={close}
          newest={async () => (await teams.refetch()).data?.items.find(({ id }) => id === shown.id)}
        />
      ) : null}
    </SectionPage>
  );
}
