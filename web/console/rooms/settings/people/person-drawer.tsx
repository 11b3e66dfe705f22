import { Form, Input, Switch } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { peopleRoutes, teamRoutes } from "../../../../../src/contract/staff-routes.ts";
import type { PersonShape } from "../../../../../src/contract/staff-shapes.ts";
import { SOP_OWNER_ROLES } from "../../../../../src/domain/permission/index.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { useRecordForm, waysOn } from "../../../../ui/forms/use-record-form.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { useMay, useMe } from "../../../session/me.ts";
import { LeavingCard } from "./leaving-card.tsx";
import { PersonFacts } from "./person-facts.tsx";
import { RoleSelect } from "./role-select.tsx";
import { TeamsSelect } from "./teams-select.tsx";

type Props = { staffId: string; onClose: () => void };

/** One person: to be changed by those who may, to be read by the others. */
export function PersonDrawer({ staffId, onClose }: Props): JSX.Element {
  const { t } = useTranslation("settings");
  const mayManage = useMay("people.manage");
  const person = useRoute(peopleRoutes.show, { params: { staffId } });
  if (person.data && mayManage)
    return <Editing person={person.data} newest={() => person.refetch().then(({ data }) => data)} onClose={onClose} />;
  return (
    <FormDrawer title={person.data?.name ?? t("section.people")} onClose={onClose}>
      {person.isPending ? <SkeletonText /> : null}
      {person.isError ? <ErrorState error={person.error} onRetry={() => void person.refetch()} /> : null}
      {person.data ? <PersonFacts person={person.data} /> : null}
    </FormDrawer>
  );
}

const valuesOf = (person: PersonShape) => ({
  name: person.name,
  email: person.email,
  role: person.role,
  agentNumber: person.agentNumber ?? "",
  department: person.department ?? "",
  isSopOwner: person.isSopOwner,
  teamIds: person.teamIds,
});
type Values = ReturnType<typeof valuesOf>;
const recordOf = (person: PersonShape) => ({ values: valuesOf(person), version: person.version });

type EditingProps = { person: PersonShape; newest: () => Promise<PersonShape | undefined>; onClose: () => void };

function Editing({ person, newest, onClose }: EditingProps): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const me = useMe();
  const record = useRecordForm(recordOf(person));
  const change = useCommand(peopleRoutes.change, {
    renews: [peopleRoutes.list, peopleRoutes.show, teamRoutes.list],
    onDone: () => {
      toast(t("common:action.saved"), { tone: "good" });
      onClose();
    },
  });
  const save = () => {
    const { agentNumber, department, ...changes } = record.changes();
    change.fire({
      params: { staffId: person.id },
      body: {
        version: record.version,
        ...changes,
        ...(agentNumber === undefined ? {} : { agentNumber: agentNumber.trim() || null }),
        ...(department === undefined ? {} : { department: department.trim() || null }),
      },
    });
  };
  const ways = waysOn(record, { newest, recordOf, onResolved: change.reset });
  return (
    <FormDrawer
      title={person.name}
      onClose={onClose}
      dirty={record.dirty}
      save={{
        onSave: record.form.submit,
        running: change.running,
        disabled: !record.dirty || isConflict(change.error),
      }}
    >
      <FormProblem error={change.error} {...ways} />
      <Form<Values> {...record.formProps} layout="vertical" requiredMark={false} onFinish={save}>
        <div className="page-two">
          <Form.Item name="name" label={t("people.name")} rules={[{ required: true, whitespace: true, max: 200 }]}>
            <Input />
          </Form.Item>
          <Form.Item name="email" label={t("people.email")} rules={[{ required: true, type: "email" }]}>
            <Input type="email" />
          </Form.Item>
          <Form.Item name="agentNumber" label={t("people.agent_number")} rules={[{ max: 40 }]}>
            <Input />
          </Form.Item>
          <Form.Item name="department" label={t("people.department")} rules={[{ max: 200 }]}>
            <Input />
          </Form.Item>
        </div>
        <Form.Item
          name="role"
          label={t("people.role")}
          extra={person.id === me.id ? t("people.own_role") : t("people.role_change_help")}
        >
          <RoleSelect disabled={person.id === me.id} />
        </Form.Item>
        <Form.Item<Values> noStyle dependencies={["role"]}>
          {({ getFieldValue }) =>
            SOP_OWNER_ROLES.includes(getFieldValue("role")) ? (
              <Form.Item
                name="isSopOwner"
                label={t("people.sop_owner")}
                extra={t("people.sop_owner_help")}
                valuePropName="checked"
              >
                <Switch />
              </Form.Item>
            ) : null
          }
        </Form.Item>
        <Form.Item name="teamIds" label={t("people.teams")}>
          <TeamsSelect />
        </Form.Item>
      </Form>
      <PersonFacts person={person} brief />
      {person.id === me.id ? null : <LeavingCard person={person} />}
    </FormDrawer>
  );
}
