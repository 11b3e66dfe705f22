import type { JSX, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../../../ui/base/use-title.ts";
import { NoPermission } from "../../../frame/page-states.tsx";
import { useMe } from "../../../session/me.ts";
import { SECTIONS, sectionsFor, type SectionId } from "./sections.ts";
import "../../../../ui/page/page.css";
import "./settings.css";

type Props = {
  id: SectionId;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  /** The content scrolls by itself and takes the whole width: a virtual list. */
  fills?: boolean;
  children: ReactNode;
};

/** One page of the settings: heading, what it is for, content. Refuses whom the role does not let in. */
export function SectionPage({ id, actions, fills = false, children }: Props): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const me = useMe();
  useTitle(t(`section.${id}`), t("common:product"), 0);
  if (!sectionsFor(me.abilities).some((section) => section.id === id)) return <NoPermission />;
  const group = SECTIONS.find((section) => section.id === id)?.group ?? "own";
  return (
    <div className={fills ? "settings-page is-filling" : "settings-page pane-scroll"} data-group={group}>
      <header className="settings-head">
        <div>
          <h1>{t(`section.${id}`)}</h1>
          <p>{t(`lead.${id}`)}</p>
        </div>
        {actions ? <div className="page-actions">{actions}</div> : null}
      </header>
      <div className="settings-body">{children}</div>
    </div>
  );
}
