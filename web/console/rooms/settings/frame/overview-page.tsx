import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../session/me.ts";
import { GROUPS, sectionsFor } from "./sections.ts";
import "./settings.css";

/** Where the settings begin: every page with what it is for. */
export function OverviewPage(): JSX.Element {
  const { t } = useTranslation("settings");
  const sections = sectionsFor(useMe().abilities);
  return (
    <div className="settings-page pane-scroll">
      <div className="settings-body">
        <h1 className="visually-hidden">{t("title")}</h1>
        {GROUPS.map((group) => {
          const mine = sections.filter((section) => section.group === group);
          if (mine.length === 0) return null;
          return (
            <section key={group} className="settings-overview">
              <h2>{t(`group.${group}`)}</h2>
              <ul>
                {mine.map(({ id, to }) => (
                  <li key={id}>
                    <Link to={to} search={{}}>
                      <strong>{t(`section.${id}`)}</strong>
                      <span>{t(`lead.${id}`)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </div>
  );
}
