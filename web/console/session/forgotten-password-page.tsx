import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { Entrance } from "./entrance.tsx";
import { ProblemStrip } from "./problem-strip.tsx";
import { askForReset } from "./sign-in-calls.ts";
import { useStep } from "./use-step.ts";

type Given = { email: string };

export function ForgottenPasswordPage(): JSX.Element {
  const { t } = useTranslation("session");
  const [sent, setSent] = useState(false);
  const step = useStep(
    ({ email }: Given) => askForReset(email.trim()),
    () => setSent(true),
  );
  const back = (
    <div className="entrance-actions">
      <Link to="/sign-in">{t("to_sign_in")}</Link>
    </div>
  );
  if (sent)
    return (
      <Entrance title={t("forgotten.sent")} lead={t("forgotten.sent_lead")}>
        {back}
      </Entrance>
    );
  return (
    <Entrance title={t("forgotten.title")} lead={t("forgotten.lead")}>
      <ProblemStrip error={step.error} />
      <Form<Given> layout="vertical" requiredMark={false} onFinish={step.go}>
        <Form.Item name="email" label={t("email")} rules={[{ required: true, message: t("email_needed") }]}>
          <Input type="email" autoComplete="username" autoFocus inputMode="email" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={step.running}>
          {t("forgotten.go")}
        </Button>
      </Form>
      {back}
    </Entrance>
  );
}
