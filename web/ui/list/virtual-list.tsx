import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, type JSX, type ReactNode, type RefObject } from "react";
import { keptScroll, keepScroll } from "./kept-scroll.ts";
import "./virtual-list.css";

type Props<T> = {
  items: readonly T[];
  /** Stays with the item, so that measurements and focus do. */
  keyOf: (item: T) => string;
  rowPx: number;
  /** The height of each, where it is known: then nothing is measured. */
  heightPx?: (item: T) => number;
  row: (item: T, at: number) => ReactNode;
  label: string;
  /** The row to keep in view. */
  activeAt?: number | undefined;
  /** Called when the end comes near. */
  onNearEnd?: () => void;
  /** What is in sight: the first and the last item. */
  onSeen?: (first: number, last: number) => void;
  onScrolled?: (scrollTopPx: number) => void;
  /** Remembers the scroll position under this name, over a return and a reload. */
  name?: string;
  footer?: ReactNode;
};

const OVERSCAN_ROWS = 8;
const NEAR_END_ROWS = 30;

/** A list of tens of thousands: only what is seen is drawn. Rows may differ in height; `rowPx` is the usual one. */
export function VirtualList<T>(props: Props<T>): JSX.Element {
  const { items, keyOf, rowPx, heightPx, activeAt, onNearEnd, onSeen, name } = props;
  const frame = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    estimateSize: (at) => heightPx?.(items[at] as T) ?? rowPx,
    overscan: OVERSCAN_ROWS,
    // Until it is measured: it is no higher than the window, and its rows come with the first drawing.
    initialRect: { width: 0, height: innerHeight },
    getItemKey: (at) => keyOf(items[at] as T),
  });
  const drawn = rows.getVirtualItems();
  const lastDrawn = drawn.at(-1)?.index ?? -1;
  const first = rows.range?.startIndex ?? 0;
  const last = rows.range?.endIndex ?? 0;
  const onWayBack = useKeptScroll(name, frame, rows.getTotalSize());
  useEffect(() => {
    if (lastDrawn >= 0 && lastDrawn >= items.length - NEAR_END_ROWS) onNearEnd?.();
  }, [lastDrawn, items.length, onNearEnd]);
  useEffect(() => onSeen?.(first, last), [first, last, onSeen]);
  useActiveInSight(activeAt === undefined ? null : activeKey(items[activeAt], keyOf), {
    skipFirst: name !== undefined && keptScroll(name) > 0,
    show: () => rows.scrollToIndex(activeAt ?? 0, { align: "auto" }),
  });
  return (
    <div
      ref={frame}
      className="virtual-list"
      onWheel={() => (onWayBack.current = false)}
      onTouchMove={() => (onWayBack.current = false)}
      onScroll={(event) => {
        if (name && !onWayBack.current) keepScroll(name, event.currentTarget.scrollTop);
        props.onScrolled?.(event.currentTarget.scrollTop);
      }}
    >
      <div role="list" aria-label={props.label} style={{ height: rows.getTotalSize(), position: "relative" }}>
        {drawn.map(({ index, key, start }) => (
          <div
            key={key}
            ref={heightPx ? undefined : rows.measureElement}
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

const activeKey = <T,>(item: T | undefined, keyOf: (item: T) => string) => (item === undefined ? null : keyOf(item));

/** Follows the active item when another becomes it; not when rows come and go around it. */
function useActiveInSight(key: string | null, { skipFirst, show }: { skipFirst: boolean; show: () => void }): void {
  const followed = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    const isFirst = followed.current === undefined;
    if (key !== null && key !== followed.current && !(isFirst && skipFirst)) show();
    if (key !== null) followed.current = key;
  });
}

/** Goes back to where one was as soon as the list is long enough; answers whether it is still on its way. */
function useKeptScroll(
  name: string | undefined,
  frame: RefObject<HTMLDivElement | null>,
  heightPx: number,
): RefObject<boolean> {
  const onWayBack = useRef(false);
  const kept = useRef<{ name: string | undefined; toPx: number } | null>(null);
  useLayoutEffect(() => {
    if (kept.current?.name !== name) {
      kept.current = { name, toPx: name ? keptScroll(name) : 0 };
      onWayBack.current = kept.current.toPx > 0;
      frame.current?.scrollTo({ top: kept.current.toPx });
    }
    const box = frame.current;
    const toPx = kept.current?.toPx ?? 0;
    if (!box || !onWayBack.current || heightPx < toPx + box.clientHeight / 2) return;
    box.scrollTo({ top: toPx });
    onWayBack.current = false;
  }, [name, frame, heightPx]);
  return onWayBack;
}
