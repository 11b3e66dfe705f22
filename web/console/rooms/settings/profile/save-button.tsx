import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";

/** Sends the form it stands in, or runs `onClick`. */
export function SaveButton(props: { running: boolean; disabled?: boolean; onClick?: () => void }): JSX.Element {
  const { t } = useTranslation("common");
  return (
    <Button
      type="primary"
      htmlType={props.onClick ? "button" : "submit"}
      loading={props.running}
      disabled={props.disabled === true}
      {...(props.onClick ? { onClick: props.onClick } : {})}
    >
      {t("action.save")}
    </Button>
  );
}
