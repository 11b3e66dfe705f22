import { Link, useSearch } from "@tanstack/react-router";
import { Button, Checkbox, Form, Input } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { CodeStep } from "./code-step.tsx";
import { Entrance } from "./entrance.tsx";
import { ProblemStrip } from "./problem-strip.tsx";
import { signIn } from "./sign-in-calls.ts";
import { useEnter } from "./use-enter.ts";
import { useStep } from "./use-step.ts";

type Given = { email: string; password: string; remember: boolean };

export function SignInPage(): JSX.Element {
  const { next } = useSearch({ from: "/sign-in" });
  const { t } = useTranslation("session");
  const [step, setStep] = useState<"password" | "code">("password");
  const enter = useEnter(next);
  const password = useStep(
    ({ email, password: secret, remember }: Given) => signIn(email.trim(), secret, remember),
    (outcome) => (outcome === "two_factor" ? setStep("code") : enter()),
  );
  if (step === "code")
    return (
      <Entrance title={t("code.title")} lead={t("code.lead")}>
        <CodeStep onDone={enter} onBack={() => setStep("password")} />
      </Entrance>
    );
  return (
    <Entrance title={t("sign_in.title")}>
      <ProblemStrip error={password.error} />
      <Form<Given> layout="vertical" requiredMark={false} onFinish={password.go} initialValues={{ remember: true }}>
        <Form.Item name="email" label={t("email")} rules={[{ required: true, message: t("email_needed") }]}>
          <Input type="email" autoComplete="username" autoFocus inputMode="email" size="large" />
        </Form.Item>
        <Form.Item name="password" label={t("password")} rules={[{ required: true, message: t("password_needed") }]}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <div className="entrance-line">
          <Form.Item name="remember" valuePropName="checked" noStyle>
            <Checkbox>{t("sign_in.remember")}</Checkbox>
          </Form.Item>
          <Link to="/forgotten-password">{t("sign_in.forgotten")}</Link>
        </div>
        <Button type="primary" htmlType="submit" size="large" block loading={password.running}>
          {t("sign_in.go")}
        </Button>
      </Form>
    </Entrance>
  );
}
