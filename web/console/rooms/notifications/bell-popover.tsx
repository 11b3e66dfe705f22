import { Popover } from "antd";
import type { ComponentProps, JSX } from "react";
import { lazyPart } from "../../../ui/base/lazy-part.tsx";
import { usePhone } from "../../../ui/base/use-media.ts";
import { BellButton } from "./bell-button.tsx";

const NotificationPanel = lazyPart(() => import("./panel.tsx"), "NotificationPanel");

type Props = Pick<ComponentProps<typeof BellButton>, "count" | "countedMax"> & {
  open: boolean;
  onOpen: (open: boolean) => void;
};

/** The bell with what was told behind it. */
export function BellPopover({ count, countedMax, open, onOpen }: Props): JSX.Element {
  const phone = usePhone();
  return (
    <Popover
      open={open}
      onOpenChange={onOpen}
      trigger="click"
      placement={phone ? "top" : "rightBottom"}
      arrow={false}
      classNames={{ root: "bell-popover" }}
      destroyOnHidden
      content={<NotificationPanel onClose={() => onOpen(false)} />}
    >
      <BellButton count={count} countedMax={countedMax} aria-expanded={open} aria-haspopup="dialog" />
    </Popover>
  );
}
