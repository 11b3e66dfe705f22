import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { listSavedViews, type SavedViewShape } from "../../../../../src/contract/inbox-routes.ts";
import { countTickets, VIEWS } from "../../../../../src/contract/ticket-list-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { Link } from "@tanstack/react-router";
import { lazyPart } from "../../../../ui/base/lazy-part.tsx";
import { useFirstView } from "../../../../ui/base/first-view.ts";
import { usePhone } from "../../../../ui/base/use-media.ts";
import { KeyHint } from "../../../../ui/glyphs/key-hint.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import type { Place, ViewName } from "../use-place.ts";
import { useReorder } from "./use-reorder.ts";
import "./view-list.css";

const SavedViewMenu = lazyPart(() => import("./saved-view-menu.tsx"), "SavedViewMenu");

/** Views of the desk and saved ones, with live counts. */
export function ViewList({ place, onChosen }: { place: Place; onChosen?: () => void }): JSX.Element {
  const { t } = useTranslation("inbox");
  const saved = useRoute(listSavedViews, {}, { enabled: useFirstView() });
  const phone = usePhone();
  const own = saved.data?.items.filter(({ shared }) => !shared) ?? [];
  const shared = saved.data?.items.filter((view) => view.shared) ?? [];
  return (
    <nav className="view-list pane-scroll" aria-label={t("views")}>
      <Link to="/search" search={{}} className="view-line" onClick={onChosen} activeProps={{}}>
        <ViewGlyph view="search" />
        <span className="truncate">{t("search_all")}</span>
        {phone ? null : <KeyHint keys="g f" />}
      </Link>
      <ul>
        {VIEWS.map((view) => (
          <li key={view}>
            <DeskView view={view} active={place.view === view} onChosen={onChosen} />
          </li>
        ))}
      </ul>
      {saved.isPending ? <SkeletonText lines={2} /> : null}
      <SavedViews title={t("view_own")} views={own} place={place} onChosen={onChosen} />
      <SavedViews title={t("view_shared")} views={shared} place={place} onChosen={onChosen} />
      {saved.data && saved.data.items.length === 0 ? <p className="view-hint">{t("view_hint")}</p> : null}
    </nav>
  );
}

type LineProps = { active: boolean; onChosen: (() => void) | undefined };

function DeskView({ view, active, onChosen }: LineProps & { view: ViewName }): JSX.Element {
  const { t } = useTranslation("inbox");
  return (
    <Link
      to="/inbox"
      search={{ view }}
      className="view-line"
      aria-current={active ? "page" : undefined}
      onClick={onChosen}
      activeProps={{}}
    >
      <ViewGlyph view={view} />
      <span className="truncate">{t(`view.${view}`)}</span>
      <Count view={view} />
    </Link>
  );
}

function Count({ view }: { view: ViewName }): JSX.Element | null {
  const { t } = useTranslation("inbox");
  const formats = useFormats();
  const counts = useRoute(countTickets, {}, { keepPrevious: true, enabled: useFirstView() });
  const count = counts.data?.counts[view];
  if (count === undefined || count === 0) return null;
  const many = count >= (counts.data?.countedMax ?? Infinity);
  const urgent = view === "breached" || view === "at_risk";
  return (
    <span className={urgent ? `view-count tabular is-${view}` : "view-count tabular"}>
      {many ? t("count_many", { count: counts.data?.countedMax }) : formats.number(count)}
    </span>
  );
}

type SavedProps = {
  title: string;
  views: readonly SavedViewShape[];
  place: Place;
  onChosen: (() => void) | undefined;
};

function SavedViews({ title, views, place, onChosen }: SavedProps): JSX.Element | null {
  const move = useReorder(views);
  const [dragged, setDragged] = useState<number | null>(null);
  if (views.length === 0) return null;
  return (
    <section>
      <h3 className="view-heading">{title}</h3>
      <ul>
        {views.map((view, at) => (
          <li
            key={view.id}
            className="view-saved"
            draggable={view.mayChange}
            onDragStart={() => setDragged(at)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => dragged !== null && move(dragged, at)}
          >
            <Link
              to="/inbox"
              search={{ view: view.id }}
              className="view-line"
              aria-current={place.saved?.id === view.id ? "page" : undefined}
              onClick={onChosen}
              activeProps={{}}
            >
              <ViewGlyph view="saved" />
              <span className="truncate" title={view.name}>
                {view.name}
              </span>
              {place.saved?.id === view.id && place.changed ? (
                <span className="view-changed" aria-hidden="true" />
              ) : null}
            </Link>
            {view.mayChange ? (
              <SavedViewMenu
                view={view}
                onUp={at > 0 ? () => move(at, at - 1) : null}
                onDown={at < views.length - 1 ? () => move(at, at + 1) : null}
                place={place}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Glyph = ViewName | "saved" | "search";

const GLYPHS: Record<Glyph, string> = {
  search: "M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.500 10.500 14 14",
  mine: "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.500 14c0-3 2.500-4.500 5.500-4.500s5.500 1.500 5.500 4.500",
  team: "M6 7.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM1.500 13.500c0-2.500 2-4 4.500-4s4.500 1.500 4.500 4M11 7.300a2.300 2.300 0 1 0-.8-4.400M12 9.700c1.600.5 2.500 1.800 2.500 3.800",
  unassigned: "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.500 14c0-3 2.500-4.500 5.500-4.500M10 12h4M12 10v4",
  waiting: "M5 2h6M5 14h6M5.500 2c0 3 5 3.500 5 6s-5 3-5 6M10.500 2c0 3-5 3.500-5 6s5 3 5 6",
  at_risk: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.500l2 1.500",
  breached: "M8 2 14.500 13.500h-13zM8 6.500v3.500M8 11.800v.1",
  solved: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM5.300 8.200l2 2 3.500-4",
  snoozed: "M13 9.500A5.500 5.500 0 1 1 6.500 3 4.500 4.500 0 0 0 13 9.500z",
  all: "M2.500 4h11M2.500 8h11M2.500 12h11",
  saved: "M4 2h8v12l-4-3-4 3z",
};

function ViewGlyph({ view }: { view: Glyph }): JSX.Element {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={GLYPHS[view]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
