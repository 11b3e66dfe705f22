import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type JSX, type ReactNode } from "react";
import "./virtual-list.css";

type Props<T> = {
  items: readonly T[];
  /** Stays with the item, so that measurements and focus do. */
  keyOf: (item: T) => string;
  rowPx: number;
  row: (item: T, at: number) => ReactNode;
  label: string;
  /** The row to keep in view. */
  activeAt?: number | undefined;
  /** Called when the end comes near. */
  onNearEnd?: () => void;
  /** Remembers the scroll position under this name while the page lives. */
  name?: string;
  footer?: ReactNode;
};

const OVERSCAN_ROWS = 8;
const NEAR_END_ROWS = 20;
const scrolled = new Map<string, number>();

/** A list of tens of thousands: only what is seen is drawn. Rows may differ in height; `rowPx` is the usual one. */
export function VirtualList<T>(props: Props<T>): JSX.Element {
  const { items, keyOf, rowPx, activeAt, onNearEnd, name } = props;
  const frame = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN_ROWS,
    getItemKey: (at) => keyOf(items[at] as T),
  });
  const drawn = rows.getVirtualItems();
  const lastDrawn = drawn.at(-1)?.index ?? -1;
  useEffect(() => {
    if (lastDrawn >= 0 && lastDrawn >= items.length - NEAR_END_ROWS) onNearEnd?.();
  }, [lastDrawn, items.length, onNearEnd]);
  useEffect(() => {
    if (activeAt !== undefined && activeAt >= 0) rows.scrollToIndex(activeAt, { align: "auto" });
  }, [activeAt, rows]);
  return (
    <div
      ref={frame}
      className="virtual-list"
      onScroll={(event) => name && scrolled.set(name, event.currentTarget.scrollTop)}
    >
      <div role="list" aria-label={props.label} style={{ height: rows.getTotalSize(), position: "relative" }}>
        {drawn.map(({ index, key, start }) => (
          <div
            key={key}
            ref={rows.measureElement}
            data-index={index}
            role="listitem"
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className="virtual-row"
            style={{ transform: `translateY(${start}px)` }}
          >
            {props.row(items[index] as T, index)}
          </div>
        ))}
      </div>
      {props.footer}
    </div>
  );
}
