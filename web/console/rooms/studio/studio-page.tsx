import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { Suspense, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../../ui/base/use-title.ts";
import { useCommands } from "../../../ui/palette/commands.ts";
import { SkeletonPage } from "../../../ui/states/skeleton.tsx";
import { NoPermission } from "../../frame/page-states.tsx";
import { useMay } from "../../session/me.ts";
import "../../../ui/frame/panes.css";
import "../../../ui/page/page.css";
import "./studio.css";

const PLACES = [
  { id: "manual", to: "/studio/manual" },
  { id: "versions", to: "/studio/versions" },
  { id: "on_call", to: "/studio/on-call" },
] as const;

/** The procedure as people read it, change it, try it and publish it. */
export function StudioPage(): JSX.Element {
  const { t } = useTranslation(["studio", "common"]);
  const may = useMay("sop.read");
  const navigate = useNavigate();
  useTitle(t("title"), t("common:product"), 0);
  useCommands(
    PLACES.map(({ id, to }) => ({
      id: `studio.${id}`,
      name: t(`place.${id}`),
      group: t("title"),
      run: () => void navigate({ to, search: {} }),
    })),
  );
  if (!may) return <NoPermission />;
  return (
    <div className="studio">
      <header className="studio-head">
        <h1>{t("title")}</h1>
        <nav className="studio-tabs" aria-label={t("title")}>
          {PLACES.map(({ id, to }) => (
            <Link key={id} to={to} search={{}} activeProps={{ className: "is-active" }}>
              {t(`place.${id}`)}
            </Link>
          ))}
          <Link to="/settings/calendars" search={{}}>
            {t("place.calendars")}
          </Link>
        </nav>
      </header>
      <div className="studio-body">
        <Suspense fallback={<SkeletonPage />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}
