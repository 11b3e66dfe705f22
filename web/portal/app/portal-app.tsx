import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { StatePage } from "../../ui/states/state-page.tsx";
import { useMode, useModeOnRoot } from "../../ui/tokens/theme-mode.ts";

/** The customers' pages, by the path after /c/. */
export function PortalApp(): JSX.Element {
  const { t } = useTranslation("portal");
  useModeOnRoot(useMode());
  return (
    <StatePage shape="search" title={t("no_page.title")}>
      {t("no_page.help")}
    </StatePage>
  );
}
