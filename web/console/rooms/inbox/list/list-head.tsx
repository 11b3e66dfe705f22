import { useState, type ComponentProps, type JSX, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { listSavedViews, updateSavedView } from "../../../../../src/contract/inbox-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { usePhone } from "../../../../ui/base/use-media.ts";
import { PaneHead } from "../../../../ui/frame/panes.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import type { Place } from "../use-place.ts";
import { lazyPart } from "../../../../ui/base/lazy-part.tsx";
import { menuLater } from "../../../../ui/base/menu-later.tsx";
import type { ListMode } from "./list-input.ts";
import { LookButton } from "./look-button.tsx";
import type { Marks } from "./use-marks.ts";
import type { LiveList } from "./use-ticket-list.ts";

const LookMenu = menuLater(
  () => import("./look-menu.tsx"),
  "LookMenu",
  ({ onClick, onPointerEnter, onFocus }: ComponentProps<"button">) => (
    <LookButton {...{ onClick, onPointerEnter, onFocus }} />
  ),
);
const ViewDialog = lazyPart(() => import("../views/view-dialog.tsx"), "ViewDialog");

type Props = {
  place: Place;
  mode: ListMode;
  onMode: (mode: ListMode) => void;
  onViews: (() => void) | null;
  onPhoneViews: () => void;
  onNew: (() => void) | null;
  live: LiveList;
  marks: Marks;
};

/** The name of the view and what can be done with its list. */
export function ListHead(props: Props): JSX.Element {
  const { place, onViews, onPhoneViews, onNew } = props;
  const { t } = useTranslation("inbox");
  const phone = usePhone();
  const name = place.saved?.name ?? (place.view ? t(`view.${place.view}`) : t("list"));
  return (
    <div className="list-head">
      {phone || onViews ? (
        <Tool name={t("unfold_views")} onClick={phone ? onPhoneViews : () => onViews?.()}>
          <path d="M2.500 4h11M2.500 8h11M2.500 12h11" />
        </Tool>
      ) : null}
      <PaneHead title={name}>
        <SaveView place={place} />
        <LookMenu {...props} />
        {onNew ? (
          <Tool name={t("new_ticket")} onClick={onNew}>
            <path d="M8 3v10M3 8h10" />
          </Tool>
        ) : null}
      </PaneHead>
    </div>
  );
}

function Tool({ name, onClick, children }: { name: string; onClick: () => void; children: ReactNode }): JSX.Element {
  return (
    <button type="button" className="bh-icon-button" aria-label={name} title={name} onClick={onClick}>
      <Glyph>{children}</Glyph>
    </button>
  );
}

const Glyph = ({ children }: { children: ReactNode }): JSX.Element => (
  <svg
    viewBox="0 0 16 16"
    width="16"
    height="16"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.3"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {children}
  </svg>
);

/** A filter worth keeping can be kept: as a new view, or in the one it came from. */
function SaveView({ place }: { place: Place }): JSX.Element | null {
  const { t } = useTranslation("inbox");
  const [naming, setNaming] = useState(false);
  const onRefused = useProblemToast();
  const update = useCommand(updateSavedView, {
    renews: [listSavedViews],
    onRefused,
    onDone: () => {
      toast(t("view_saved"), { tone: "good" });
      place.go({ q: undefined, sort: undefined, group: undefined });
    },
  });
  const { input, saved, sort, group } = place;
  if (!input || (place.q === "" && !place.changed)) return null;
  const { sort: _, ...filter } = input;
  const overwrite = () => {
    if (saved) update.fire({ params: { viewId: saved.id }, body: { filter, sort, group, version: saved.version } });
  };
  if (saved && !place.changed) return null;
  return (
    <>
      <button
        type="button"
        className="list-save"
        onClick={saved?.mayChange ? overwrite : () => setNaming(true)}
        disabled={update.running}
      >
        {t(saved?.mayChange ? "view_update" : "view_save_short")}
      </button>
      {naming ? (
        <ViewDialog
          fresh={{ filter, sort, group, position: 0 }}
          onClose={() => setNaming(false)}
          onSaved={(view) => place.go({ view: view.id, q: undefined, sort: undefined, group: undefined })}
        />
      ) : null}
    </>
  );
}
