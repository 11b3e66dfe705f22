import { Popover } from "antd";
import { useState, type JSX } from "react";
import { ProfileButton } from "./profile-button.tsx";
import { ProfileCard } from "./profile-card.tsx";

type Props = { onSheet: () => void; onPalette: () => void };

/** Who I am, whether I am there, language, theme, shortcuts, the way out. Comes with its first click, open. */
export function ProfileMenu({ onSheet, onPalette }: Props): JSX.Element {
  const [open, setOpen] = useState(true);
  const thenClose = (work: () => void) => () => {
    setOpen(false);
    work();
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="topLeft"
      arrow={false}
      destroyOnHidden
      content={
        <ProfileCard onSheet={thenClose(onSheet)} onPalette={thenClose(onPalette)} onLeft={() => setOpen(false)} />
      }
    >
      <ProfileButton autoFocus aria-expanded={open} />
    </Popover>
  );
}
