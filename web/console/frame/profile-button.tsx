import type { ComponentProps, JSX } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../ui/glyphs/avatar.tsx";
import { useMe } from "../session/me.ts";

/** Oneself at the foot of the rail; takes what a popover hands to its trigger. */
export function ProfileButton(trigger: ComponentProps<"button">): JSX.Element {
  const me = useMe();
  const { t } = useTranslation("common");
  return (
    <button
      aria-expanded={false}
      {...trigger}
      type="button"
      className="rail-profile"
      aria-label={t("frame.profile", { name: me.name })}
    >
      <Avatar person={me} sizePx={32} presence={me.availability} />
    </button>
  );
}
