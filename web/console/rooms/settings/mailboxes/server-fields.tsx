import { Form, Input, InputNumber, Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";

const SECURITIES = ["tls", "starttls", "none"] as const;

/** Host, port and encryption of a server; fields `imapHost` … or `smtpHost` …. */
export function ServerFields({ of }: { of: "imap" | "smtp" }): JSX.Element {
  const { t } = useTranslation("settings");
  return (
    <div className="server-fields">
      <Form.Item
        name={`${of}Host`}
        label={t("mailboxes.host")}
        rules={[{ required: true, whitespace: true, max: 253 }]}
      >
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name={`${of}Port`} label={t("mailboxes.port")} rules={[{ required: true }]}>
        <InputNumber min={1} max={65_535} controls={false} className="page-number" />
      </Form.Item>
      <Form.Item name={`${of}Security`} label={t("mailboxes.security")}>
        <Select options={SECURITIES.map((value) => ({ value, label: t(`mailboxes.security_of.${value}`) }))} />
      </Form.Item>
    </div>
  );
}
