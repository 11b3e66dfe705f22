import { Input, Switch } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  createSavedView,
  listSavedViews,
  updateSavedView,
  type SavedViewShape,
} from "../../../../../src/contract/inbox-routes.ts";
import type { TicketFilter } from "../../../../../src/contract/ticket-list-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormDialog } from "../../../../ui/forms/form-dialog.tsx";
import { ProblemLine } from "../problem-line.tsx";
import { useMe } from "../../../session/me.ts";
import type { Grouping } from "../list/group-rows.ts";
import type { Sort } from "../list/list-input.ts";

type Fresh = { filter: TicketFilter; sort: Sort; group: Grouping; position: number };
type Props = {
  /** Absent: a new one of `fresh`. */
  view?: SavedViewShape;
  fresh?: Fresh;
  onClose: () => void;
  onSaved?: (view: SavedViewShape) => void;
};

/** Name of a saved view, and whether the whole desk has it. */
export function ViewDialog({ view, fresh, onClose, onSaved }: Props): JSX.Element {
  const { t } = useTranslation(["inbox", "common"]);
  const me = useMe();
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const done = { renews: [listSavedViews], onDone: (saved: SavedViewShape) => (onSaved?.(saved), onClose()) };
  const create = useCommand(createSavedView, done);
  const change = useCommand(updateSavedView, done);
  const { error, running } = view ? change : create;
  const save = () => {
    if (name.trim() === "" || running) return;
    if (view) change.fire({ params: { viewId: view.id }, body: { name, shared, version: view.version } });
    else if (fresh) create.fire({ body: { name, shared, ...fresh } });
  };
  return (
    <FormDialog
      title={view ? t("view_rename") : t("view_save")}
      okText={t("common:action.save")}
      cancelText={t("common:action.cancel")}
      okButtonProps={{ disabled: name.trim() === "", loading: running }}
      onSave={save}
      onClose={onClose}
      dirty={name.trim() !== (view?.name ?? "") || shared !== (view?.shared ?? false)}
      width={420}
    >
      <form
        className="inbox-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <ProblemLine error={error} />
        <label>
          <span>{t("view_name")}</span>
          <Input autoFocus value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </label>
        {me.abilities.includes("tickets.override") ? (
          <label className="inbox-form-line">
            <Switch size="small" checked={shared} onChange={setShared} />
            <span>{t("view_share")}</span>
          </label>
        ) : null}
      </form>
    </FormDialog>
  );
}
