import { Form, Input, Segmented, Switch } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ServerFields } from "./server-fields.tsx";

/** How answers go out: by the desk's own server or the mailbox's, signed or not. */
export function SendingFields({ hasPassword, hasKey }: { hasPassword: boolean; hasKey: boolean }): JSX.Element {
  const { t } = useTranslation("settings");
  const sends = Form.useWatch<"desk" | "own">("sends");
  const signs = Form.useWatch<boolean>("signs");
  return (
    <>
      <Form.Item name="sends" extra={sends === "desk" ? t("mailboxes.sends_desk_help") : undefined}>
        <Segmented
          options={[
            { value: "own", label: t("mailboxes.sends_own") },
            { value: "desk", label: t("mailboxes.sends_desk") },
          ]}
        />
      </Form.Item>
      {sends === "own" ? (
        <>
          <ServerFields of="smtp" />
          <Login hasPassword={hasPassword} />
        </>
      ) : null}
      <Form.Item name="signs" label={t("mailboxes.dkim")} valuePropName="checked" extra={t("mailboxes.dkim_help")}>
        <Switch />
      </Form.Item>
      {signs ? (
        <>
          <div className="page-two">
            <Form.Item name="dkimDomain" label={t("mailboxes.dkim_domain")} rules={[{ required: true, max: 253 }]}>
              <Input spellCheck={false} />
            </Form.Item>
            <Form.Item name="dkimSelector" label={t("mailboxes.dkim_selector")} rules={[{ required: true, max: 63 }]}>
              <Input spellCheck={false} />
            </Form.Item>
          </div>
          <Form.Item
            name="dkimPrivateKey"
            label={t("mailboxes.dkim_key")}
            extra={hasKey ? t("mailboxes.secret_kept") : undefined}
            rules={[{ required: !hasKey }]}
          >
            <Input.TextArea rows={4} spellCheck={false} placeholder="-----BEGIN PRIVATE KEY-----" />
          </Form.Item>
        </>
      ) : null}
    </>
  );
}

/** By a password, or by the token of the receiving side where that signs in by OAuth. */
function Login({ hasPassword }: { hasPassword: boolean }): JSX.Element {
  const { t } = useTranslation("settings");
  const kind = Form.useWatch<"imap" | "smtp">("kind");
  const imapAuth = Form.useWatch<"password" | "xoauth2">("imapAuth");
  const auth = Form.useWatch<"password" | "xoauth2">("smtpAuth");
  const hasToken = kind === "imap" && imapAuth === "xoauth2";
  return (
    <>
      <Form.Item name="smtpAuth" label={t("mailboxes.auth")} hidden={!hasToken}>
        <Segmented
          options={[
            { value: "password", label: t("mailboxes.auth_password") },
            { value: "xoauth2", label: t("mailboxes.auth_as_receiving") },
          ]}
        />
      </Form.Item>
      <div className="page-two">
        <Form.Item name="smtpUser" label={t("mailboxes.user")}>
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        {hasToken && auth === "xoauth2" ? null : (
          <Form.Item
            name="smtpPassword"
            label={t("mailboxes.password")}
            extra={hasPassword ? t("mailboxes.secret_kept") : undefined}
          >
            <Input.Password autoComplete="new-password" placeholder={hasPassword ? "••••••••" : ""} />
          </Form.Item>
        )}
      </div>
    </>
  );
}
