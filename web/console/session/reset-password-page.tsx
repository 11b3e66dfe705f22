import { Link, useParams } from "@tanstack/react-router";
import { Button, Form } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { Entrance } from "./entrance.tsx";
import { NewPasswordFields } from "./new-password-fields.tsx";
import { ProblemStrip } from "./problem-strip.tsx";
import { resetPassword } from "./sign-in-calls.ts";
import { useStep } from "./use-step.ts";

type Given = { password: string };

export function ResetPasswordPage(): JSX.Element {
  const { token } = useParams({ from: "/reset-password/$token" });
  const { t } = useTranslation("session");
  const [done, setDone] = useState(false);
  const step = useStep(
    ({ password }: Given) => resetPassword(token, password),
    () => setDone(true),
  );
  if (done)
    return (
      <Entrance title={t("reset.done")} lead={t("reset.done_lead")}>
        <div className="entrance-actions">
          <Link to="/sign-in" className="bh-button is-primary">
            {t("to_sign_in")}
          </Link>
        </div>
      </Entrance>
    );
  return (
    <Entrance title={t("reset.title")}>
      <ProblemStrip error={step.error} />
      <Form<Given> layout="vertical" requiredMark={false} onFinish={step.go}>
        <NewPasswordFields charsMin={undefined} />
        <Button type="primary" htmlType="submit" size="large" block loading={step.running}>
          {t("reset.go")}
        </Button>
      </Form>
    </Entrance>
  );
}
