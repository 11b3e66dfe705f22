import { Button, Form, Input } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { meRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useRenew } from "../../../../ui/api/use-route.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useMe } from "../../../session/me.ts";
import { NewPasswordFields } from "../../../session/new-password-fields.tsx";
import { changePassword } from "../../../session/sign-in-calls.ts";
import { useStep } from "../../../session/use-step.ts";
import { Card } from "../../../../ui/page/card.tsx";

type Given = { current: string; password: string };

/** A new password; it ends every other session. */
export function PasswordCard(): JSX.Element {
  const { t } = useTranslation("settings");
  const me = useMe();
  const renew = useRenew();
  const [form] = Form.useForm<Given>();
  const step = useStep(
    ({ current, password }: Given) => changePassword(current, password),
    async () => {
      form.resetFields();
      toast(t("security.password_changed"), { tone: "good" });
      await renew(meRoutes.sessions);
    },
  );
  return (
    <Card title={t("security.password")} lead={t("security.password_help")}>
      <FormProblem error={step.error} />
      <Form<Given>
        form={form}
        name="new-password"
        layout="vertical"
        requiredMark={false}
        onFinish={step.go}
        className="settings-narrow"
      >
        <Form.Item name="current" label={t("security.password_current")} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <NewPasswordFields charsMin={me.passwordCharsMin} />
        <Button type="primary" htmlType="submit" loading={step.running}>
          {t("security.password_change")}
        </Button>
      </Form>
    </Card>
  );
}
