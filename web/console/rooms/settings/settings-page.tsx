import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { Suspense, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../../ui/base/use-title.ts";
import { Pane, PaneHead, PaneRow } from "../../../ui/frame/panes.tsx";
import { useCommands } from "../../../ui/palette/commands.ts";
import { SkeletonPage } from "../../../ui/states/skeleton.tsx";
import { useMe } from "../../session/me.ts";
import { sectionsFor } from "./frame/sections.ts";
import { SettingsNav } from "./frame/settings-nav.tsx";

const NAV_PX = { widthPx: 208, minPx: 168, maxPx: 320 };

/** The pages at the left, the chosen one beside them; on a phone one after the other. */
export function SettingsPage(): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const me = useMe();
  useTitle(t("title"), t("common:product"), 0);
  useCommands(
    sectionsFor(me.abilities).map(({ id, to }) => ({
      id: `settings.${id}`,
      name: t(`section.${id}`),
      group: t("title"),
      run: () => void navigate({ to, search: {} }),
    })),
  );
  const atStart = pathname.replace(/\/$/, "") === "/settings";
  return (
    <PaneRow name="settings" shown={atStart ? "nav" : "page"}>
      <Pane id="nav" label={t("title")} bounds={NAV_PX}>
        <PaneHead title={t("title")} />
        <SettingsNav />
      </Pane>
      <Pane id="page" label={t("page")} onBack={() => void navigate({ to: "/settings", search: {} })}>
        <Suspense fallback={<SkeletonPage />}>
          <Outlet />
        </Suspense>
      </Pane>
    </PaneRow>
  );
}
