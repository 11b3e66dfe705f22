import { Dropdown, type MenuProps } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { deleteSavedView, listSavedViews, type SavedViewShape } from "../../../../../src/contract/inbox-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { chosen } from "../../../../ui/base/chosen.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import type { Place } from "../use-place.ts";
import { ViewDialog } from "./view-dialog.tsx";

type Props = { view: SavedViewShape; place: Place; onUp: (() => void) | null; onDown: (() => void) | null };

/** Rename, share, move, delete. */
export function SavedViewMenu({ view, place, onUp, onDown }: Props): JSX.Element {
  const { t } = useTranslation(["inbox", "common"]);
  const [editing, setEditing] = useState(false);
  const remove = useRemove(view, place);
  const items: MenuProps["items"] = [
    { key: "edit", label: t("view_rename"), onClick: chosen(() => setEditing(true)) },
    { key: "up", label: t("view_up"), disabled: !onUp, onClick: () => onUp?.() },
    { key: "down", label: t("view_down"), disabled: !onDown, onClick: () => onDown?.() },
    { type: "divider" },
    { key: "delete", label: t("common:action.delete"), danger: true, onClick: chosen(() => void remove()) },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <button type="button" className="bh-icon-button" aria-label={t("view_menu", { name: view.name })}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d="M3 8h.01M8 8h.01M13 8h.01" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
          </svg>
        </button>
      </Dropdown>
      {editing ? <ViewDialog view={view} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

function useRemove(view: SavedViewShape, place: Place): () => Promise<void> {
  const { t } = useTranslation(["inbox", "common"]);
  const onRefused = useProblemToast();
  const remove = useCommand(deleteSavedView, {
    renews: [listSavedViews],
    onRefused,
    onDone: () => place.saved?.id === view.id && place.go({ view: "mine", q: undefined }),
  });
  return async () => {
    const body = view.shared ? t("view_delete_shared") : t("view_delete_own");
    const sure = await confirm({
      title: t("view_delete", { name: view.name }),
      body,
      ok: t("common:action.delete"),
      danger: true,
    });
    if (sure) remove.fire({ params: { viewId: view.id } });
  };
}
