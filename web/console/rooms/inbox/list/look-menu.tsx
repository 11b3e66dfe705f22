import { Dropdown, type MenuProps } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { exportTickets, GROUPINGS } from "../../../../../src/contract/inbox-routes.ts";
import { SORTS } from "../../../../../src/contract/ticket-list-routes.ts";
import { addressOf } from "../../../../ui/api/address-of.ts";
import { usePhone } from "../../../../ui/base/use-media.ts";
import { useMe } from "../../../session/me.ts";
import type { Place } from "../use-place.ts";
import { SORT_OF_GROUPING, type Grouping } from "./group-rows.ts";
import { queryOf, type ListMode, type Sort } from "./list-input.ts";
import { LookButton } from "./look-button.tsx";
import type { Marks } from "./use-marks.ts";
import type { LiveList } from "./use-ticket-list.ts";

type Props = { place: Place; mode: ListMode; onMode: (mode: ListMode) => void; live: LiveList; marks: Marks };

/** Order, grouping, table, export, choose all. Comes with its first click, open. */
export function LookMenu({ place, mode, onMode, live, marks }: Props): JSX.Element {
  const { t } = useTranslation("inbox");
  const phone = usePhone();
  const [open, setOpen] = useState(true);
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
      open={open}
      onOpenChange={setOpen}
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
      <LookButton autoFocus />
    </Dropdown>
  );
}
