import { Popover } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "../../../ui/base/use-media.ts";
import { lazyPart } from "../../../ui/base/lazy-part.tsx";
import { useShortcuts } from "../../../ui/shortcuts/use-shortcuts.ts";
import { useUnreadNotifications } from "./use-notifications.ts";
import "./notifications.css";

const NotificationPanel = lazyPart(() => import("./panel.tsx"), "NotificationPanel");

/** The bell of the rail, with what was told behind it. */
export function Bell(): JSX.Element {
  const { t } = useTranslation("notifications");
  const [open, setOpen] = useState(false);
  const { count, countedMax } = useUnreadNotifications();
  const phone = usePhone();
  useShortcuts([{ keys: "g n", name: t("keys_open"), group: t("keys"), run: () => setOpen(true) }]);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement={phone ? "top" : "rightBottom"}
      arrow={false}
      classNames={{ root: "bell-popover" }}
      destroyOnHidden
      content={<NotificationPanel onClose={() => setOpen(false)} />}
    >
      <button
        type="button"
        className="rail-room bell"
        aria-expanded={open}
        aria-haspopup="dialog"
        title={phone ? undefined : t("title")}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path
            d="M5 14V9a5 5 0 0 1 10 0v5l1.500 1.500h-13zM8.500 17.500h3"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinejoin="round"
            strokeLinecap="round"
          />
        </svg>
        {count > 0 ? (
          <span className="rail-count tabular" aria-hidden="true">
            {count > 99 || count >= countedMax ? "99+" : count}
          </span>
        ) : null}
        <span className="rail-word">{t("title_short")}</span>
        {count > 0 ? <span className="visually-hidden">{t("bell_unread", { count })}</span> : null}
      </button>
    </Popover>
  );
}
