import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { meQuery, useMe } from "../../../session/me.ts";
import { makeBackupCodes, stopTwoFactor } from "../../../session/sign-in-calls.ts";
import { TwoFactorSetup } from "../../../session/two-factor-setup.tsx";
import { useStep } from "../../../session/use-step.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { Mark } from "../../../../ui/page/mark.tsx";

type Doing = "set_up" | "codes" | "stop";

/** Two-step verification: set up by QR code, new backup codes, switched off. */
export function TwoFactorCard(): JSX.Element {
  const { t } = useTranslation("settings");
  const me = useMe();
  const client = useQueryClient();
  const [doing, setDoing] = useState<Doing | null>(null);
  const done = async (said: string) => {
    setDoing(null);
    await client.invalidateQueries({ queryKey: meQuery.queryKey });
    toast(said, { tone: "good" });
  };
  const tone = me.twoFactor ? "good" : me.twoFactorMissing ? "bad" : "off";
  return (
    <Card
      title={
        <>
          {t("security.two_factor")}{" "}
          <Mark tone={tone}>{me.twoFactor ? t("security.two_factor_on") : t("security.two_factor_off")}</Mark>
        </>
      }
      lead={me.twoFactorMissing ? t("security.two_factor_wanted") : t("security.two_factor_help")}
      actions={
        me.twoFactor ? (
          <>
            <Button onClick={() => setDoing("codes")}>{t("security.new_codes")}</Button>
            <Button danger onClick={() => setDoing("stop")}>
              {t("security.stop")}
            </Button>
          </>
        ) : (
          <Button type="primary" onClick={() => setDoing("set_up")}>
            {t("security.set_up")}
          </Button>
        )
      }
    >
      <Modal
        open={doing !== null}
        title={doing ? t(`security.title.${doing}`) : ""}
        footer={null}
        onCancel={() => setDoing(null)}
        destroyOnHidden
        width={440}
      >
        {doing === "set_up" ? <TwoFactorSetup onDone={() => done(t("security.set_up_done"))} /> : null}
        {doing === "codes" ? <NewCodes /> : null}
        {doing === "stop" ? <Stop onDone={() => done(t("security.stopped"))} /> : null}
      </Modal>
    </Card>
  );
}

function NewCodes(): JSX.Element {
  const { t } = useTranslation("settings");
  const [codes, setCodes] = useState<string[] | null>(null);
  const step = useStep(
    ({ password }: { password: string }) => makeBackupCodes(password),
    ({ backupCodes }) => setCodes(backupCodes),
  );
  if (!codes) return <AskPassword step={step} lead={t("security.codes_help")} go={t("security.new_codes")} />;
  return (
    <>
      <p className="page-hint">{t("security.codes_shown_once")}</p>
      <ul className="backup-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button block onClick={() => void navigator.clipboard.writeText(codes.join("\n"))}>
        {t("security.copy_codes")}
      </Button>
    </>
  );
}

function Stop({ onDone }: { onDone: () => Promise<void> }): JSX.Element {
  const { t } = useTranslation("settings");
  const step = useStep(({ password }: { password: string }) => stopTwoFactor(password), onDone);
  return <AskPassword step={step} lead={t("security.stop_help")} go={t("security.stop")} danger />;
}

type Step = { go: (given: { password: string }) => void; running: boolean; error: unknown };

function AskPassword(props: { step: Step; lead: string; go: string; danger?: boolean }): JSX.Element {
  const { t } = useTranslation("settings");
  return (
    <>
      <p className="page-ask">{props.lead}</p>
      <FormProblem error={props.step.error} />
      <Form<{ password: string }> name="ask-password" layout="vertical" requiredMark={false} onFinish={props.step.go}>
        <Form.Item name="password" label={t("security.password_current")} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Button type="primary" danger={props.danger === true} htmlType="submit" block loading={props.step.running}>
          {props.go}
        </Button>
      </Form>
    </>
  );
}
