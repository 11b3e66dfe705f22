import { Button } from "antd";
import type { JSX, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { setPersonSettings, usePersonSettings } from "../../ui/base/person-settings.ts";
import { useTitle } from "../../ui/base/use-title.ts";
import { OfflineBar } from "../../ui/states/offline-bar.tsx";
import { Loop } from "./loop.tsx";
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
