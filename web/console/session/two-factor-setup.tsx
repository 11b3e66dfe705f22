import { Button, Form, Input, QRCode } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { CodeStep } from "./code-step.tsx";
import { ProblemStrip } from "./problem-strip.tsx";
import { startTwoFactor } from "./sign-in-calls.ts";
import { useStep } from "./use-step.ts";
import "./entrance.css";

type Started = { totpURI: string; backupCodes: string[] };

/** Password, then the QR code with the backup codes, then a first code. Stands in a page or a dialog. */
export function TwoFactorSetup({ onDone }: { onDone: () => void | Promise<void> }): JSX.Element {
  const { t } = useTranslation("session");
  const [started, setStarted] = useState<Started | null>(null);
  const step = useStep(({ password }: { password: string }) => startTwoFactor(password), setStarted);
  if (started) return <Scan {...started} onDone={onDone} />;
  return (
    <>
      <ProblemStrip error={step.error} />
      <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={step.go}>
        <Form.Item name="password" label={t("password")} rules={[{ required: true, message: t("password_needed") }]}>
          <Input.Password autoComplete="current-password" autoFocus size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={step.running}>
          {t("two_factor.start")}
        </Button>
      </Form>
    </>
  );
}

function Scan({ totpURI, backupCodes, onDone }: Started & { onDone: () => void | Promise<void> }): JSX.Element {
  const { t } = useTranslation("session");
  const secret = new URL(totpURI).searchParams.get("secret") ?? "";
  return (
    <>
      <p className="entrance-lead">{t("two_factor.scan")}</p>
      <div className="entrance-qr">
        <QRCode value={totpURI} size={176} color="#000" bgColor="#fff" bordered={false} />
        <code>{secret}</code>
      </div>
      <p className="entrance-lead">{t("two_factor.backup")}</p>
      <ul className="entrance-codes">
        {backupCodes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button block onClick={() => void navigator.clipboard.writeText(backupCodes.join("\n"))}>
        {t("two_factor.copy")}
      </Button>
      <CodeStep onDone={onDone} offerTrust={false} />
    </>
  );
}
