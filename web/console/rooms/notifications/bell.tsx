import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../../ui/base/lazy-part.tsx";
import { aheadOf } from "../../../ui/base/menu-later.tsx";
import { useShortcuts } from "../../../ui/shortcuts/use-shortcuts.ts";
import { BellButton } from "./bell-button.tsx";
import { useUnreadNotifications } from "./use-notifications.ts";

const load = () => import("./bell-popover.tsx");
const BellPopover = lazyPart(load, "BellPopover", ({ count, countedMax }) => (
  <BellButton count={count} countedMax={countedMax} />
));
const ahead = aheadOf(load);

/** The bell of the rail; what stands behind it comes when it is first asked for. */
export function Bell(): JSX.Element {
  const { t } = useTranslation("notifications");
  const counted = useUnreadNotifications();
  /** Null: never opened. */
  const [open, setOpen] = useState<boolean | null>(null);
  useShortcuts([{ keys: "g n", name: t("keys_open"), group: t("keys"), run: () => setOpen(true) }]);
  if (open !== null) return <BellPopover {...counted} open={open} onOpen={setOpen} />;
  return (
    <BellButton {...counted} {...ahead} aria-expanded={false} aria-haspopup="dialog" onClick={() => setOpen(true)} />
  );
}
