import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { classNames } from "../../../../ui/base/class-names.ts";
import type { GroupName } from "./group-rows.ts";

type Props = { group: GroupName; count: number; grows: boolean };

export function GroupHead({ group, count, grows }: Props): JSX.Element {
  const { t } = useTranslation(["inbox", "ui"]);
  const words =
    group.by === "due"
      ? t(`due_group.${group.due}`)
      : group.by === "priority"
        ? t(`ui:priority.${group.priority}`)
        : group.name;
  return (
    <div className={classNames("group-head", group.by === "due" && `is-${group.due}`)}>
      <span className="truncate">{words}</span>
      <span className="quiet tabular">{grows ? `${count}+` : count}</span>
    </div>
  );
}
