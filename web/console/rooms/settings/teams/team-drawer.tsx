import { Button, Form, Input } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { peopleRoutes, teamRoutes } from "../../../../../src/contract/staff-routes.ts";
import type { TeamShape } from "../../../../../src/contract/staff-shapes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { useRecordForm, waysOn } from "../../../../ui/forms/use-record-form.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useMay } from "../../../session/me.ts";
import { PersonSelect } from "../people/person-select.tsx";
import { PeopleSelect } from "./people-select.tsx";

type Props = { team: TeamShape | null; onClose: () => void; newest?: () => Promise<TeamShape | undefined> };

const valuesOf = (team: TeamShape | null) => ({
  name: team?.name ?? "",
  handle: team?.handle ?? "",
  leaderId: team?.leaderId ?? null,
  memberIds: team?.memberIds ?? [],
  greetingZh: team?.greetingZh ?? "",
  greetingEn: team?.greetingEn ?? "",
});
type Values = ReturnType<typeof valuesOf>;
const recordOf = (team: TeamShape | null) => ({ values: valuesOf(team), version: team?.version ?? 1 });
const RENEWS = [teamRoutes.list, peopleRoutes.list, peopleRoutes.show];

/** Makes or changes a team. */
export function TeamDrawer({ team, onClose, newest }: Props): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const mayManage = useMay("people.manage");
  const record = useRecordForm(recordOf(team));
  const done = () => {
    toast(t("common:action.saved"), { tone: "good" });
    onClose();
  };
  const make = useCommand(teamRoutes.make, { renews: RENEWS, onDone: done });
  const change = useCommand(teamRoutes.change, { renews: RENEWS, onDone: done });
  const save = () => {
    if (!team) return make.fire({ body: record.valuesNow() });
    change.fire({ params: { teamId: team.id }, body: { version: record.version, ...record.changes() } });
  };
  const ways = waysOn(record, { newest, recordOf, onResolved: change.reset });
  const archive = async (archived: boolean) => {
    if (!team) return;
    if (
      archived &&
      !(await confirm({ title: t("teams.archive_ask", { name: team.name }), body: t("teams.archive_help") }))
    )
      return;
    change.fire({ params: { teamId: team.id }, body: { version: record.version, archived } });
  };
  return (
    <FormDrawer
      title={team?.name ?? t("teams.make")}
      onClose={onClose}
      dirty={record.dirty}
      {...(mayManage
        ? {
            save: {
              onSave: record.form.submit,
              running: make.running || change.running,
              disabled: (team !== null && !record.dirty) || isConflict(change.error),
            },
          }
        : {})}
      aside={
        team && mayManage ? (
          <Button onClick={() => void archive(!team.archived)}>
            {team.archived ? t("teams.bring_back") : t("teams.archive")}
          </Button>
        ) : null
      }
    >
      <FormProblem error={make.error ?? change.error} {...ways} />
      <Form<Values> {...record.formProps} layout="vertical" requiredMark={false} disabled={!mayManage} onFinish={save}>
        <Form.Item name="name" label={t("teams.name")} rules={[{ required: true, whitespace: true, max: 200 }]}>
          <Input autoFocus={team === null} />
        </Form.Item>
        <Form.Item
          name="handle"
          label={t("teams.handle")}
          extra={t("teams.handle_help")}
          rules={[{ pattern: /^[a-z0-9][a-z0-9._-]{0,59}$/, message: t("teams.handle_pattern") }]}
        >
          <Input placeholder="engineering" />
        </Form.Item>
        <Form.Item name="leaderId" label={t("teams.leader")} extra={t("teams.leader_help")}>
          <PersonSelect placeholder={t("teams.no_leader")} />
        </Form.Item>
        <Form.Item name="memberIds" label={t("teams.members")}>
          <PeopleSelect />
        </Form.Item>
        <Form.Item name="greetingZh" label={t("teams.greeting_zh")} extra={t("teams.greeting_help")}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5_000} />
        </Form.Item>
        <Form.Item name="greetingEn" label={t("teams.greeting_en")}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5_000} />
        </Form.Item>
      </Form>
    </FormDrawer>
  );
}
