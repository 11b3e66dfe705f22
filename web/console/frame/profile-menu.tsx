import { Popover } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../ui/glyphs/avatar.tsx";
import { useMe } from "../session/me.ts";
import { ProfileCard } from "./profile-card.tsx";

type Props = { onSheet: () => void; onPalette: () => void };

/** Who I am, whether I am there, language, theme, shortcuts, the way out. */
export function ProfileMenu({ onSheet, onPalette }: Props): JSX.Element {
  const me = useMe();
  const { t } = useTranslation("common");
  const [open, setOpen] = useState(false);
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
      <button
        type="button"
        className="rail-profile"
        aria-expanded={open}
        aria-label={t("frame.profile", { name: me.name })}
      >
        <Avatar person={me} sizePx={32} presence={me.availability} />
      </button>
    </Popover>
  );
}
