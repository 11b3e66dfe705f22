import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { Pane, PaneHead, PaneRow } from "../../../ui/frame/panes.tsx";
import { useTitle } from "../../../ui/base/use-title.ts";

export function SettingsPage(): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  useTitle(t("title"), t("common:product"), 0);
  return (
    <PaneRow name="settings" shown="main">
      <Pane id="main" label={t("title")}>
        <PaneHead title={t("title")} />
      </Pane>
    </PaneRow>
  );
}
