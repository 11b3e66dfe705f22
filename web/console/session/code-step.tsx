import { Button, Checkbox, Form, Input } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ProblemStrip } from "./problem-strip.tsx";
import { verifyCode } from "./sign-in-calls.ts";
import { useStep } from "./use-step.ts";

type Given = { code: string; trust: boolean };
type Props = { onDone: () => void | Promise<void>; onBack?: () => void; offerTrust?: boolean };

/** Asks for the six digits, or a backup code. */
export function CodeStep({ onDone, onBack, offerTrust = true }: Props): JSX.Element {
  const { t } = useTranslation("session");
  const step = useStep(({ code, trust }: Given) => verifyCode(code.replace(/\s/g, ""), trust), onDone);
  return (
    <>
      <ProblemStrip error={step.error} />
      <Form<Given> layout="vertical" requiredMark={false} onFinish={step.go} initialValues={{ trust: false }}>
        <Form.Item name="code" label={t("code.label")} rules={[{ required: true, message: t("code.needed") }]}>
          <Input autoComplete="one-time-code" autoFocus size="large" className="tabular" maxLength={20} />
        </Form.Item>
        <Form.Item name="trust" valuePropName="checked" hidden={!offerTrust}>
          <Checkbox>{t("code.trust")}</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={step.running}>
          {t("code.go")}
        </Button>
      </Form>
      {onBack ? (
        <div className="entrance-actions">
          <Button type="link" onClick={onBack}>
            {t("back")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
