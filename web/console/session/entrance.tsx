import { Button } from "antd";
import type { JSX, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { setPersonSettings, usePersonSettings } from "../../ui/base/person-settings.ts";
import { useTitle } from "../../ui/base/use-title.ts";
import { OfflineBar } from "../../ui/states/offline-bar.tsx";
import "./entrance.css";

/** The page around everything before the desk: mark, one card, language. */
export function Entrance({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}): JSX.Element {
  const { t } = useTranslation(["session", "common", "ui"]);
  const { language } = usePersonSettings();
  useTitle(title, t("common:product"), 0);
  const other = language === "zh" ? "en" : "zh";
  return (
    <div className="entrance">
      <OfflineBar />
      <main>
        <div className="entrance-mark">
          <Loop />
          <span>{t("common:product")}</span>
        </div>
        <div className="entrance-card">
          <h1>{title}</h1>
          {lead ? <p className="entrance-lead">{lead}</p> : null}
          {children}
        </div>
      </main>
      <footer>
        <Button type="text" size="small" lang={other} onClick={() => setPersonSettings({ language: other })}>
          {t(`ui:language.${other}`)}
        </Button>
      </footer>
    </div>
  );
}

export const Loop = ({ sizePx = 28 }: { sizePx?: number }): JSX.Element => (
  <svg viewBox="0 0 32 32" width={sizePx} height={sizePx} aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="var(--c-accent)" />
    <g fill="none" stroke="var(--c-on-accent)" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round">
      <path d="M22.8 11.5A8 8 0 1 0 24 16" />
      <path d="M24.5 7.5v5h-5" />
    </g>
  </svg>
);
