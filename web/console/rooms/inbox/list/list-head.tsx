import { Dropdown, type MenuProps } from "antd";
import { useState, type JSX, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { exportTickets, GROUPINGS, listSavedViews, updateSavedView } from "../../../../../src/contract/inbox-routes.ts";
import { SORTS } from "../../../../../src/contract/ticket-routes.ts";
import { addressOf } from "../../../../ui/api/address-of.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { usePhone } from "../../../../ui/base/use-media.ts";
import { PaneHead } from "../../../../ui/frame/panes.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { useMe } from "../../../session/me.ts";
import type { ListMode } from "../list-pane.tsx";
import type { Place } from "../use-place.ts";
import { lazyPart } from "../../../../ui/base/lazy-part.tsx";
import { SORT_OF_GROUPING, type Grouping } from "./group-rows.ts";
import { queryOf, type Sort } from "./list-input.ts";
import type { Marks } from "./use-marks.ts";
import type { LiveList } from "./use-ticket-list.ts";

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

/** Order, grouping, table, export, choose all. */
function LookMenu({ place, mode, onMode, live, marks }: Props): JSX.Element {
  const { t } = useTranslation("inbox");
  const phone = usePhone();
  const mayExport = useMe().abilities.includes("exports.make");
  const { rows } = live.state;
  const download = () => {
    if (place.input) globalThis.location.assign(addressOf(exportTickets.path, {}, queryOf(place.input)));
  };
  const items: MenuProps["items"] = [
    {
      key: "sort",
      type: "group",
      label: t("sort_by"),
      children: SORTS.map((sort) => ({
        key: `sort.${sort}`,
        label: t(`sort.${sort}`),
        disabled: SORT_OF_GROUPING[place.group] !== null && SORT_OF_GROUPING[place.group] !== sort,
      })),
    },
    {
      key: "group",
      type: "group",
      label: t("group_by"),
      children: GROUPINGS.map((group) => ({ key: `group.${group}`, label: t(`group.${group}`) })),
    },
    { type: "divider" },
    ...(phone
      ? []
      : [
          {
            key: "mode",
            label: t(mode === "table" ? "mode_list" : "mode_table"),
            onClick: () => onMode(mode === "table" ? "list" : "table"),
          },
        ]),
    {
      key: "all",
      label: t("mark_all", { count: rows.length }),
      disabled: rows.length === 0,
      onClick: () => marks.set(rows.map(({ id }) => id)),
    },
    ...(mayExport ? [{ key: "export", label: t("export"), disabled: place.input === null, onClick: download }] : []),
  ];
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{
        items,
        selectable: true,
        multiple: true,
        selectedKeys: [`sort.${place.sort}`, `group.${place.group}`],
        onClick: ({ key }) => {
          const [what, value] = key.split(".");
          if (what === "sort") place.go({ sort: value as Sort });
          if (what === "group") place.go({ group: value as Grouping });
        },
      }}
    >
      <button type="button" className="bh-icon-button" aria-label={t("look")} title={t("look")}>
        <Glyph>
          <path d="M2.500 4.500h7M12.500 4.500h1M2.500 11.500h1M6.500 11.500h7M11 3v3M5 10v3" />
        </Glyph>
      </button>
    </Dropdown>
  );
}

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
