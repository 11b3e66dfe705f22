import { Modal } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useAsked } from "./confirm.ts";

export function ConfirmDialog(): JSX.Element {
  const { t } = useTranslation("ui");
  const asked = useAsked();
  return (
    <Modal
      open={asked !== null}
      title={asked?.title}
      okText={asked?.ok ?? t("confirm.ok")}
      cancelText={t("confirm.cancel")}
      okButtonProps={{ danger: asked?.danger === true, autoFocus: asked?.danger !== true }}
      cancelButtonProps={{ autoFocus: asked?.danger === true }}
      onOk={() => asked?.answer(true)}
      onCancel={() => asked?.answer(false)}
      width={440}
    >
      {asked?.body}
    </Modal>
  );
}
