import { Dropdown } from "antd";
import { useState, type JSX, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { PRIORITIES, type Priority } from "../../../../../src/domain/ticket/vocabulary.ts";
import { classNames } from "../../../../ui/base/class-names.ts";
import { PriorityGlyph } from "../../../../ui/glyphs/priority-glyph.tsx";

type Props = {
  name: string;
  value: string | undefined;
  wrong: boolean;
  own: boolean;
  onPick: (next: Priority) => void;
};

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The priority of one cell: Enter opens the choice, 0 to 3 choose at once, arrows go to the next cell. REQ: TR-03 */
export function CellPick({ name, value, wrong, own, onPick }: Props): JSX.Element {
  const { t } = useTranslation(["studio", "ui"]);
  const [open, setOpen] = useState(false);
  const priority = PRIORITIES.find((one) => one === value);
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const chosen = PRIORITIES.find((one) => one.slice(1) === event.key);
    const step = STEPS[event.key];
    if (open || event.ctrlKey || event.metaKey || (!chosen && !step)) return;
    event.preventDefault();
    if (chosen) onPick(chosen);
    else if (step) goBy(event.currentTarget, step);
  };
  return (
    <Dropdown
      trigger={["click"]}
      open={open}
      onOpenChange={setOpen}
      autoFocus
      menu={{
        items: PRIORITIES.map((one) => ({ key: one, label: <PriorityGlyph priority={one} words /> })),
        selectedKeys: priority ? [priority] : [],
        onClick: ({ key }) => {
          const chosen = PRIORITIES.find((one) => one === key);
          if (chosen) onPick(chosen);
        },
      }}
    >
      <button
        type="button"
        className={classNames("cell-pick", wrong && "is-wrong", own && "is-own")}
        aria-label={t("whole.cell", { name, value: priority ? t(`ui:priority.${priority}`) : t("form.missing") })}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-invalid={wrong}
        onKeyDown={onKeyDown}
      >
        {priority ? <PriorityGlyph priority={priority} words /> : <span>{t("form.missing")}</span>}
      </button>
    </Dropdown>
  );
}

function goBy(from: HTMLElement, [down, right]: readonly [number, number]): void {
  const rows = [...(from.closest("tbody")?.rows ?? [])].map((row) => [
    ...row.querySelectorAll<HTMLElement>(".cell-pick"),
  ]);
  const y = rows.findIndex((cells) => cells.includes(from));
  const x = rows[y]?.indexOf(from) ?? 0;
  rows[y + down]?.[x + right]?.focus();
}
