import { Popover } from "antd";
import type { JSX, ReactNode } from "react";
import { useTicketRoom, type Panel } from "../ticket-context.ts";

type Props = {
  panel: Exclude<Panel["kind"], "form" | "split">;
  /** Said of the button: 负责人：王小明. */
  label: string;
  /** What opens under it; drawn only while it is open, so that it starts fresh. */
  content: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A property of the ticket that opens its picker; plain text for who may not change it. */
export function PropertyButton({ panel, label, content, children, className = "" }: Props): JSX.Element {
  const room = useTicketRoom();
  if (!room.page.may.work)
    return (
      <span className={`property is-fixed ${className}`} title={label}>
        {children}
      </span>
    );
  const open = room.panel?.kind === panel;
  return (
    <Popover
      open={open}
      onOpenChange={(wanted) => (wanted ? room.openPanel({ kind: panel }) : room.closePanel())}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={<div className="property-panel">{content}</div>}
    >
      <button
        type="button"
        className={`property ${className}`}
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        {children}
      </button>
    </Popover>
  );
}
