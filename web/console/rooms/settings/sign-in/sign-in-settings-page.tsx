import { Checkbox, Form, InputNumber } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { ResponseOf } from "../../../../../src/contract/route.ts";
import { signInSettingsRoutes } from "../../../../../src/contract/staff-routes.ts";
import { ROLES } from "../../../../../src/domain/permission/index.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { useRecordForm, waysOn } from "../../../../ui/forms/use-record-form.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { useMay } from "../../../session/me.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { SectionPage } from "../frame/section-page.tsx";
import { SaveButton } from "../profile/save-button.tsx";

type Settings = ResponseOf<typeof signInSettingsRoutes.show>;
type Values = Omit<Settings, "version">;

/** How people sign in: who needs two steps, how long a password and a session are. */
export function SignInSettingsPage(): JSX.Element {
  const mayManage = useMay("settings.manage");
  const settings = useRoute(signInSettingsRoutes.show, mayManage ? {} : null);
  return (
    <SectionPage id="sign_in">
      {settings.isPending ? <SkeletonText lines={6} /> : null}
      {settings.isError ? <ErrorState error={settings.error} onRetry={() => void settings.refetch()} /> : null}
      {settings.data ? (
        <SettingsForm first={settings.data} newest={async () => (await settings.refetch()).data} />
      ) : null}
    </SectionPage>
  );
}

const recordOf = ({ version, ...values }: Settings) => ({ values, version });

function SettingsForm(props: { first: Settings; newest: () => Promise<Settings | undefined> }): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const record = useRecordForm<Values>(recordOf(props.first));
  const change = useCommand(signInSettingsRoutes.change, {
    renews: [signInSettingsRoutes.show],
    onDone: (answer) => {
      record.takeNewest(recordOf(answer));
      toast(t("common:action.saved"), { tone: "good" });
    },
  });
  const ways = waysOn(record, { newest: props.newest, recordOf, onResolved: change.reset });
  return (
    <Form<Values>
      {...record.formProps}
      layout="vertical"
      requiredMark={false}
      onFinish={() => change.fire({ body: { ...record.valuesNow(), version: record.version } })}
    >
      <FormProblem error={change.error} {...ways} />
      <Card title={t("sign_in.two_factor")} lead={t("sign_in.two_factor_help")}>
        <Form.Item name="twoFactorRoles" noStyle>
          <Checkbox.Group
            className="scopes"
            options={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))}
          />
        </Form.Item>
      </Card>
      <Card title={t("sign_in.lengths")}>
        <div className="page-two">
          <Form.Item name="passwordCharsMin" label={t("sign_in.password")} rules={[{ required: true }]}>
            <InputNumber min={8} max={64} suffix={t("sign_in.characters")} className="page-number" />
          </Form.Item>
          <Form.Item
            name="sessionHoursMax"
            label={t("sign_in.session")}
            extra={t("sign_in.session_help")}
            rules={[{ required: true }]}
          >
            <InputNumber min={1} max={720} suffix={t("sign_in.hours")} className="page-number" />
          </Form.Item>
        </div>
      </Card>
      <SaveButton running={change.running} disabled={!record.dirty || isConflict(change.error)} />
    </Form>
  );
}
