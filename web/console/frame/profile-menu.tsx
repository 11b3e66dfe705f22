import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../ui/glyphs/avatar.tsx";
import { KeyHint } from "../../ui/glyphs/key-hint.tsx";
import { closeRealtime } from "../realtime/socket.ts";
import { useMe } from "../session/me.ts";
import { signOut } from "../session/sign-in-calls.ts";
import { useChangeMe } from "../session/use-change-me.ts";

const AVAILABILITIES = ["available", "busy", "away"] as const;
const THEMES = ["system", "light", "dark"] as const;
const LANGUAGES = ["zh", "en"] as const;

type Props = { onSheet: () => void; onPalette: () => void };

/** Who I am, whether I am there, language, theme, shortcuts, the way out. */
export function ProfileMenu({ onSheet, onPalette }: Props): JSX.Element {
  const me = useMe();
  const { t } = useTranslation("common");
  return (
    <Dropdown menu={useProfileItems({ onSheet, onPalette })} trigger={["click"]} placement="topLeft">
      <button type="button" className="rail-profile" aria-label={t("frame.profile", { name: me.name })}>
        <Avatar person={me} sizePx={32} presence={me.availability} />
      </button>
    </Dropdown>
  );
}

function useProfileItems({ onSheet, onPalette }: Props): MenuProps {
  const me = useMe();
  const { t } = useTranslation(["common", "ui"]);
  const change = useChangeMe();
  const leave = useLeave();
  const router = useRouter();
  const choice = <V extends string>(key: string, label: string, options: readonly { value: V; name: string }[]) => ({
    key,
    label,
    children: options.map(({ value, name }) => ({ key: `${key}.${value}`, label: name })),
  });
  return {
    selectable: true,
    selectedKeys: [`availability.${me.availability}`, `theme.${me.theme}`, `language.${me.language}`],
    items: [
      { key: "who", type: "group", label: <Who /> },
      ...AVAILABILITIES.map((value) => ({ key: `availability.${value}`, label: t(`availability.${value}`) })),
      { type: "divider" },
      choice(
        "language",
        t("frame.language"),
        LANGUAGES.map((value) => ({ value, name: t(`ui:language.${value}`) })),
      ),
      choice(
        "theme",
        t("frame.theme"),
        THEMES.map((value) => ({ value, name: t(`frame.theme_${value}`) })),
      ),
      { type: "divider" },
      { key: "palette", label: t("frame.palette"), extra: <KeyHint keys="mod+k" />, onClick: onPalette },
      { key: "sheet", label: t("frame.shortcuts"), extra: <KeyHint keys="?" />, onClick: onSheet },
      { key: "own", label: t("frame.own_settings"), onClick: () => void router.navigate({ to: "/settings" }) },
      { type: "divider" },
      { key: "leave", label: t("frame.sign_out"), onClick: leave },
    ],
    onClick: ({ key }) => {
      const [field, value] = key.split(".");
      const known = field === "availability" || field === "theme" || field === "language";
      if (known && value) change({ [field]: value });
    },
  };
}

function Who(): JSX.Element {
  const me = useMe();
  const { t } = useTranslation("common");
  return (
    <div className="profile-head">
      <strong>{me.name}</strong>
      <span>
        {me.email} · {t(`role.${me.role}`)}
      </span>
    </div>
  );
}

function useLeave(): () => void {
  const client = useQueryClient();
  const router = useRouter();
  return () => {
    const go = async () => {
      closeRealtime();
      await signOut();
      await router.navigate({ to: "/sign-in", search: {} });
      client.clear();
    };
    void go();
  };
}
