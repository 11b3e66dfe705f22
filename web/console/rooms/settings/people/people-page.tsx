import { Button, Checkbox, Input, Select } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { PersonShape } from "../../../../../src/contract/staff-shapes.ts";
import { peopleRoutes, teamRoutes } from "../../../../../src/contract/staff-routes.ts";
import { ROLES, type Role } from "../../../../../src/domain/permission/index.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useMay } from "../../../session/me.ts";
import { Mark } from "../../../../ui/page/mark.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";
import { SectionPage } from "../frame/section-page.tsx";
import { useOpened } from "../frame/use-opened.ts";
import { Invitations } from "./invitations.tsx";
import { InviteDrawer } from "./invite-drawer.tsx";
import { PersonDrawer } from "./person-drawer.tsx";

/** Everybody who works here: role, teams, whether he may still come in. */
export function PeoplePage(): JSX.Element {
  const { t } = useTranslation("settings");
  const mayManage = useMay("people.manage");
  const { opened, open, close } = useOpened();
  return (
    <SectionPage
      id="people"
      actions={
        mayManage ? (
          <Button type="primary" onClick={() => open("new")}>
            {t("people.invite")}
          </Button>
        ) : null
      }
    >
      <PeopleList onOpen={open} />
      {mayManage ? <Invitations /> : null}
      {opened === "new" && mayManage ? <InviteDrawer onClose={close} /> : null}
      {opened && opened !== "new" ? <PersonDrawer key={opened} staffId={opened} onClose={close} /> : null}
    </SectionPage>
  );
}

function PeopleList({ onOpen }: { onOpen: (id: string) => void }): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const [typed, setTyped] = useState("");
  const [role, setRole] = useState<Role | null>(null);
  const [inactive, setInactive] = useState(false);
  const people = useRoute(
    peopleRoutes.list,
    { query: { inactive: inactive ? "true" : "false" } },
    { keepPrevious: true },
  );
  const found = (people.data?.items ?? []).filter((person) => fits(person, typed, role));
  return (
    <>
      <div className="page-tools" role="search">
        <Input
          className="is-wide"
          allowClear
          value={typed}
          placeholder={t("people.search")}
          aria-label={t("people.search")}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          allowClear
          className="page-select"
          value={role}
          placeholder={t("people.any_role")}
          aria-label={t("people.role")}
          options={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))}
          onChange={(value: Role | undefined) => setRole(value ?? null)}
        />
        <Checkbox checked={inactive} onChange={(event) => setInactive(event.target.checked)}>
          {t("people.inactive_too")}
        </Checkbox>
      </div>
      {people.isPending ? <SkeletonList /> : null}
      {people.isError ? <ErrorState error={people.error} onRetry={() => void people.refetch()} /> : null}
      {people.data && found.length === 0 ? <EmptyState shape="search" title={t("people.none_found")} /> : null}
      {found.length > 0 ? (
        <RowList label={t("section.people")}>
          {found.map((person) => (
            <PersonRow key={person.id} person={person} onOpen={() => onOpen(person.id)} />
          ))}
        </RowList>
      ) : null}
    </>
  );
}

function fits(person: PersonShape, typed: string, role: Role | null): boolean {
  const text = `${person.name} ${person.email} ${person.agentNumber ?? ""} ${person.department ?? ""}`.toLowerCase();
  return text.includes(typed.trim().toLowerCase()) && (role === null || person.role === role);
}

function PersonRow({ person, onOpen }: { person: PersonShape; onOpen: () => void }): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const formats = useFormats();
  const teams = useRoute(teamRoutes.list, { query: { archived: "true" } }, { freshMs: 60_000 });
  const names = (teams.data?.items ?? []).filter(({ id }) => person.teamIds.includes(id)).map(({ name }) => name);
  return (
    <Row
      glyph={<Avatar person={person} sizePx={32} />}
      title={person.name}
      onOpen={onOpen}
      quiet={!person.active}
      meta={
        <>
          <span>{person.email}</span>
          {person.agentNumber ? <span>{person.agentNumber}</span> : null}
          {names.length > 0 ? <span>{formats.list(names)}</span> : null}
        </>
      }
      aside={
        <>
          <span>{t(`common:role.${person.role}`)}</span>
          {person.active ? null : <Mark tone="off">{t("people.inactive")}</Mark>}
        </>
      }
    />
  );
}
