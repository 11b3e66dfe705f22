import { Popover } from "antd";
import { useEffect, useRef, type JSX, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTicketRoom, type PlainPanel } from "../ticket-context.ts";

type Props = {
  panel: PlainPanel;
  /** 负责人 */
  name: string;
  /** The value in words, for the title: 王小明. */
  value: string;
  /** What opens under it; drawn only while it is open, so that it starts fresh. */
  content: ReactNode;
  children: ReactNode;
  className?: string;
};

/** On a phone a panel is wider than the room on either side of its button: it is moved, not turned over. */
const INTO_SIGHT = { overflow: { adjustX: false, shiftX: true, adjustY: true, shiftY: true } };

/** A property of the ticket that opens its picker; plain text for who may not change it. */
export function PropertyButton({ panel, name, value, content, children, className = "" }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const room = useTicketRoom();
  const label = t("property.said", { name, value });
  const open = room.panel?.kind === panel;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Opened by its key, it may stand out of sight in a row that scrolls: its panel would open there.
    if (open) button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [open]);
  if (!room.page.may.work)
    return (
      <span className={`property is-fixed ${className}`} title={label}>
        {children}
      </span>
    );
  return (
    <Popover
      open={open}
      onOpenChange={(wanted) => (wanted ? room.openPanel({ kind: panel }) : room.closePanel())}
      trigger="click"
      placement="bottomLeft"
      align={INTO_SIGHT}
      arrow={false}
      destroyOnHidden
      content={<div className="property-panel">{content}</div>}
    >
      <button
        ref={button}
        type="button"
        className={`property ${className}`}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        <span className="visually-hidden">{name}</span>
        {children}
      </button>
    </Popover>
  );
}
