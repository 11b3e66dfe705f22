import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../../ui/base/use-title.ts";
import { Pane, PaneHead, PaneRow } from "../../../ui/frame/panes.tsx";
import { useUnread } from "../../frame/unread.ts";

const VIEWS_PX = { widthPx: 220, minPx: 180, maxPx: 320 };
const LIST_PX = { widthPx: 340, minPx: 280, maxPx: 520 };

/** Views, list, and the ticket that is open. */
export function InboxPage(): JSX.Element {
  const { t } = useTranslation(["inbox", "common"]);
  const { ticketId } = useParams({ strict: false });
  const navigate = useNavigate();
  useTitle(t("title"), t("common:product"), useUnread());
  const back = () => void navigate({ to: "/inbox", search: true });
  return (
    <PaneRow name="inbox" shown={ticketId ? "work" : "list"}>
      <Pane id="views" label={t("views")} bounds={VIEWS_PX}>
        <PaneHead title={t("title")} />
      </Pane>
      <Pane id="list" label={t("list")} bounds={LIST_PX}>
        <PaneHead title={t("list")} />
      </Pane>
      <Pane id="work" label={t("title")} onBack={back}>
        <Outlet />
      </Pane>
    </PaneRow>
  );
}
