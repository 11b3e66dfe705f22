import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";

/** Whether this browser lets the desk show its own notices, and the way to allow it. */
export function BrowserPermission(): JSX.Element | null {
  const { t } = useTranslation("settings");
  const [state, setState] = useState(() => globalThis.Notification?.permission ?? "unsupported");
  if (state === "granted") return null;
  return (
    <div className="browser-permission" role="note">
      <span>{t(`notifications.browser_${state}`)}</span>
      {state === "default" ? (
        <Button onClick={() => void Notification.requestPermission().then(setState)}>
          {t("notifications.browser_allow")}
        </Button>
      ) : null}
    </div>
  );
}
