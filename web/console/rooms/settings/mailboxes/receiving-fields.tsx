import { Form, Input, Segmented, Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ServerFields } from "./server-fields.tsx";

/** How mail comes in: fetched over IMAP, or taken in by the built-in receiver. */
export function ReceivingFields({ hasSecret }: { hasSecret: boolean }): JSX.Element {
  const { t } = useTranslation("settings");
  const kind = Form.useWatch<"imap" | "smtp">("kind");
  const auth = Form.useWatch<"password" | "xoauth2">("imapAuth");
  if (kind === "smtp")
    return (
      <>
        <p className="page-hint page-ask">{t("mailboxes.receiver_help")}</p>
        <TrustedServers />
      </>
    );
  return (
    <>
      <ServerFields of="imap" />
      <div className="page-two">
        <Form.Item name="imapUser" label={t("mailboxes.user")} extra={t("mailboxes.user_help")}>
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="imapFolder" label={t("mailboxes.folder")}>
          <Input />
        </Form.Item>
      </div>
      <Form.Item name="imapAuth" label={t("mailboxes.auth")}>
        <Segmented
          options={[
            { value: "password", label: t("mailboxes.auth_password") },
            { value: "xoauth2", label: "OAuth (XOAUTH2)" },
          ]}
        />
      </Form.Item>
      {auth === "xoauth2" ? <OauthFields /> : null}
      <Form.Item
        name="imapSecret"
        label={auth === "xoauth2" ? t("mailboxes.refresh_token") : t("mailboxes.password")}
        extra={hasSecret ? t("mailboxes.secret_kept") : auth === "xoauth2" ? undefined : t("mailboxes.password_help")}
        rules={[{ required: !hasSecret }]}
      >
        <Input.Password autoComplete="new-password" placeholder={hasSecret ? "••••••••" : ""} />
      </Form.Item>
      <TrustedServers />
    </>
  );
}

function OauthFields(): JSX.Element {
  const { t } = useTranslation("settings");
  return (
    <>
      <Form.Item name="tokenUrl" label={t("mailboxes.token_url")} rules={[{ required: true, type: "url" }]}>
        <Input spellCheck={false} />
      </Form.Item>
      <div className="page-two">
        <Form.Item name="clientId" label={t("mailboxes.client_id")} rules={[{ required: true, max: 500 }]}>
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="oauthClientSecret" label={t("mailboxes.client_secret")}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </div>
      <Form.Item name="scope" label={t("mailboxes.scope")}>
        <Input spellCheck={false} />
      </Form.Item>
    </>
  );
}

function TrustedServers(): JSX.Element {
  const { t } = useTranslation("settings");
  return (
    <Form.Item name="trustedServers" label={t("mailboxes.trusted")} extra={t("mailboxes.trusted_help")}>
      <Select mode="tags" maxCount={20} open={false} suffixIcon={null} tokenSeparators={[",", " ", "，"]} />
    </Form.Item>
  );
}
