import { Form, Input } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";

/** A new password, twice; fields `password` and `again`. */
export function NewPasswordFields({ charsMin }: { charsMin: number | undefined }): JSX.Element {
  const { t } = useTranslation("session");
  const long = charsMin === undefined ? [] : [{ min: charsMin, message: t("password_short", { count: charsMin }) }];
  return (
    <>
      <Form.Item
        name="password"
        label={t("new_password")}
        extra={charsMin === undefined ? undefined : t("password_short", { count: charsMin })}
        rules={[{ required: true, message: t("password_needed") }, ...long]}
      >
        <Input.Password autoComplete="new-password" size="large" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("password_again")}
        dependencies={["password"]}
        rules={[
          { required: true, message: t("password_again_needed") },
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value && value !== getFieldValue("password")) throw new Error(t("password_differs"));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" size="large" />
      </Form.Item>
    </>
  );
}
