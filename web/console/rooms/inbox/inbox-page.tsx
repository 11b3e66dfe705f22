import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { getTicket } from "../../../../src/contract/ticket-routes.ts";
import { useRoute } from "../../../ui/api/use-route.ts";
import { useKeptState } from "../../../ui/base/use-kept-state.ts";
import { usePhone } from "../../../ui/base/use-media.ts";
import { useTitle } from "../../../ui/base/use-title.ts";
import { Pane, PaneHead, PaneRow } from "../../../ui/frame/panes.tsx";
import { useShortcuts } from "../../../ui/shortcuts/use-shortcuts.ts";
import { useUnread } from "../../frame/unread.ts";
import { useMe } from "../../session/me.ts";
import { keepRecentTicket } from "../search/recent-tickets.ts";
import { useFollowLookers } from "./list/lookers.ts";
import type { ListMode } from "./list/list-input.ts";
import { ListPane } from "./list-pane.tsx";
import { afterFirstView } from "../../../ui/base/first-view.ts";
import { lazyPart } from "../../../ui/base/lazy-part.tsx";
import { fetchAhead } from "../../../ui/base/menu-later.tsx";
import { online } from "../../../ui/base/online.ts";
import { useLiveCounts } from "./use-live-counts.ts";
import { usePlace } from "./use-place.ts";
import { ViewList } from "./views/view-list.tsx";
import "./inbox.css";

const NewTicket = lazyPart(() => import("./new-ticket/new-ticket-dialog.tsx"), "NewTicketDialog");

const VIEWS_PX = { widthPx: 220, minPx: 180, maxPx: 320 };
const LIST_PX = { widthPx: 340, minPx: 280, maxPx: 560 };

/** Views, list, and the ticket that is open. */
export function InboxPage(): JSX.Element {
  const { t } = useTranslation(["inbox", "common"]);
  const { ticketId } = useParams({ strict: false });
  const place = usePlace();
  const [viewsFolded, foldViews] = useKeptState("inbox.views-folded", false);
  const [mode, setMode] = useKeptState<ListMode>("inbox.mode", "list");
  const [showsViews, setShowsViews] = useState(false);
  const [making, setMaking] = useState(false);
  const back = useBackToList();
  useTitle(ticketId ? "" : t("title"), t("common:product"), useUnread());
  useLiveCounts();
  useFollowLookers();
  useRemembered(ticketId);
  useEffect(fetchTicketPage, []);
  const mayWork = useMe().abilities.includes("tickets.work");
  const make = mayWork ? () => setMaking(true) : null;
  const open = ticketId !== undefined;
  useInboxKeys({ make, fold: () => foldViews(!viewsFolded), back, open });
  const wide = mode === "table" && !usePhone();
  return (
    <PaneRow name="inbox" shown={shownPane(open, showsViews)}>
      <Pane id="views" label={t("views")} bounds={VIEWS_PX} folded={viewsFolded} onBack={() => setShowsViews(false)}>
        <PaneHead title={t("title")}>
          <FoldButton onFold={() => foldViews(true)} />
        </PaneHead>
        <ViewList place={place} onChosen={() => setShowsViews(false)} />
      </Pane>
      <Pane id="list" label={t("list")} {...(wide ? {} : { bounds: LIST_PX })} folded={wide && open}>
        <ListPane
          place={place}
          mode={wide ? "table" : "list"}
          onMode={setMode}
          openNumber={ticketId ?? null}
          onViews={viewsFolded ? () => foldViews(false) : null}
          onPhoneViews={() => setShowsViews(true)}
          onNew={make}
        />
      </Pane>
      {wide && !open ? null : (
        <Pane id="work" label={t("work")} onBack={back}>
          {wide ? <BackToTable onBack={back} /> : null}
          <Outlet />
        </Pane>
      )}
      {making ? <NewTicket onClose={() => setMaking(false)} /> : null}
    </PaneRow>
  );
}

/** The next thing that is opened. */
const fetchTicketPage = (): void =>
  void afterFirstView()
    .then(online)
    .then(() => fetchAhead(() => import("../ticket/ticket-page.tsx")));

/** What was open lately stands in the palette. The answer is the one that the ticket's page reads. */
function useRemembered(ticketId: string | undefined): void {
  const { data } = useRoute(getTicket, ticketId ? { params: { ticketId } } : null);
  const { number, subject } = data ?? {};
  useEffect(() => {
    if (number !== undefined && subject !== undefined) keepRecentTicket({ number, subject });
  }, [number, subject]);
}

const shownPane = (open: boolean, showsViews: boolean): string => (open ? "work" : showsViews ? "views" : "list");

function useBackToList(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: "/inbox", search: true });
}

function FoldButton({ onFold }: { onFold: () => void }): JSX.Element | null {
  const { t } = useTranslation("inbox");
  if (usePhone()) return null;
  return (
    <button
      type="button"
      className="bh-icon-button"
      aria-label={t("fold_views")}
      title={t("fold_views")}
      onClick={onFold}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d="M2.500 3h11v10h-11zM6.500 3v10M11 6 9 8l2 2"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.2"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
    </button>
  );
}

function BackToTable({ onBack }: { onBack: () => void }): JSX.Element {
  const { t } = useTranslation("inbox");
  return (
    <div className="back-to-table">
      <button type="button" onClick={onBack}>
        ‹ {t("back_to_table")}
      </button>
    </div>
  );
}

type Keys = { make: (() => void) | null; fold: () => void; back: () => void; open: boolean };

function useInboxKeys({ make, fold, back, open }: Keys): void {
  const { t } = useTranslation("inbox");
  const group = t("keys.group");
  useShortcuts([
    { keys: "\\", name: t("keys.fold"), group, run: fold },
    ...(make ? [{ keys: "shift+n", name: t("keys.new"), group, run: make }] : []),
    ...(open ? [{ keys: "Escape", name: t("keys.back"), group, run: back }] : []),
  ]);
}
