import { Segmented } from "antd";
import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { KeyHint } from "../../ui/glyphs/key-hint.tsx";
import { useMe } from "../session/me.ts";
import { useChangeMe } from "../session/use-change-me.ts";
import { useLeave } from "../session/use-leave.ts";
import "./profile-card.css";

const AVAILABILITIES = ["available", "busy", "away"] as const;
const THEMES = ["system", "light", "dark"] as const;
const LANGUAGES = ["zh", "en"] as const;

type Props = { onSheet: () => void; onPalette: () => void; onLeft: () => void };

export function ProfileCard({ onSheet, onPalette, onLeft }: Props): JSX.Element {
  const me = useMe();
  const { t } = useTranslation(["common", "ui"]);
  const change = useChangeMe();
  const leave = useLeave();
  return (
    <div className="profile-card">
      <div className="profile-who">
        <strong>{me.name}</strong>
        <span>
          {me.email} · {t(`role.${me.role}`)}
        </span>
      </div>
      <Choice
        label={t("frame.status")}
        value={me.availability}
        options={AVAILABILITIES.map((value) => ({ value, label: t(`availability.${value}`) }))}
        onChange={(availability) => change({ availability })}
      />
      <Choice
        label={t("frame.language")}
        value={me.language}
        options={LANGUAGES.map((value) => ({ value, label: t(`ui:language.${value}`) }))}
        onChange={(language) => change({ language })}
      />
      <Choice
        label={t("frame.theme")}
        value={me.theme}
        options={THEMES.map((value) => ({ value, label: t(`frame.theme_${value}`) }))}
        onChange={(theme) => change({ theme })}
      />
      <div className="profile-lines">
        <button type="button" onClick={onPalette}>
          {t("frame.palette")} <KeyHint keys="mod+k" />
        </button>
        <button type="button" onClick={onSheet}>
          {t("frame.shortcuts")} <KeyHint keys="?" />
        </button>
        <Link to="/settings" onClick={onLeft}>
          {t("frame.own_settings")}
        </Link>
        <button type="button" onClick={leave}>
          {t("frame.sign_out")}
        </button>
      </div>
    </div>
  );
}

type ChoiceProps<V extends string> = {
  label: string;
  value: V;
  options: { value: V; label: string }[];
  onChange: (value: V) => void;
};

function Choice<V extends string>({ label, ...rest }: ChoiceProps<V>): JSX.Element {
  return (
    <div className="profile-choice">
      <span>{label}</span>
      <Segmented<V> size="small" block aria-label={label} {...rest} />
    </div>
  );
}
