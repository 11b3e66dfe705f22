import { Popover } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "../../../ui/base/use-media.ts";
import { lazyPart } from "../../../ui/base/lazy-part.tsx";
import { useShortcuts } from "../../../ui/shortcuts/use-shortcuts.ts";
import { BellButton } from "./bell-button.tsx";
import { useUnreadNotifications } from "./use-notifications.ts";

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
      <BellButton count={count} countedMax={countedMax} aria-expanded={open} aria-haspopup="dialog" />
    </Popover>
  );
}
