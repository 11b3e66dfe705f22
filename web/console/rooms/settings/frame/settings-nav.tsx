import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../session/me.ts";
import { useFailedCount } from "../mailboxes/use-failed-count.ts";
import { GROUPS, sectionsFor } from "./sections.ts";
import "./settings.css";

/** The pages that the person may use, in groups. */
export function SettingsNav(): JSX.Element {
  const { t } = useTranslation("settings");
  const sections = sectionsFor(useMe().abilities);
  const failed = useFailedCount();
  return (
    <nav className="settings-nav pane-scroll" aria-label={t("title")}>
      {GROUPS.map((group) => {
        const mine = sections.filter((section) => section.group === group);
        if (mine.length === 0) return null;
        return (
          <section key={group}>
            <h3>{t(`group.${group}`)}</h3>
            {mine.map(({ id, to }) => (
              <Link key={id} to={to} search={{}} activeProps={{ className: "is-active" }}>
                {t(`section.${id}`)}
                {id === "mailboxes" && failed ? (
                  <span
                    className="settings-nav-count"
                    aria-label={t("failed_mails.title_count", { count: failed.words })}
                  >
                    {failed.words}
                  </span>
                ) : null}
              </Link>
            ))}
          </section>
        );
      })}
    </nav>
  );
}
