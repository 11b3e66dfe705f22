import { useState, type JSX, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { classNames } from "../../../../ui/base/class-names.ts";
import { VirtualList } from "../../../../ui/list/virtual-list.tsx";
import { useShortcuts } from "../../../../ui/shortcuts/use-shortcuts.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";

type Pages<T> = {
  items: T[];
  isPending: boolean;
  isError: boolean;
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
};
type Props<T> = {
  pages: Pages<T>;
  name: string;
  label: string;
  openId: string | undefined;
  filtered: boolean;
  onOpen: (id: string) => void;
  onClear: () => void;
  /** The way on when there is nobody yet. */
  first: ReactNode;
  row: (item: T) => ReactNode;
};

const ROW_PX = 60;
const oneHeight = () => ROW_PX;

/** Customers page by page; j and k go through them, Enter opens. */
export function CustomerList<T extends { id: string }>(props: Props<T>): JSX.Element {
  const { t } = useTranslation("customers");
  const { pages, onOpen } = props;
  const [current, setCurrent] = useState<string | null>(null);
  const at = pages.items.findIndex(({ id }) => id === (current ?? props.openId));
  const move = (by: number) => {
    const next = pages.items[Math.max(0, Math.min(pages.items.length - 1, at + by))];
    if (next) setCurrent(next.id);
  };
  const group = t("title");
  useShortcuts([
    { keys: "j", name: t("keys.next"), group, run: () => move(1) },
    { keys: "k", name: t("keys.previous"), group, run: () => move(-1) },
    { keys: "o", name: t("keys.open"), group, run: () => current && onOpen(current) },
  ]);
  if (pages.isPending) return <SkeletonList rows={12} />;
  if (pages.isError) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.items.length === 0)
    return props.filtered ? (
      <EmptyState
        shape="search"
        title={t("none_found")}
        actions={
          <button type="button" className="bh-button" onClick={props.onClear}>
            {t("clear_filters")}
          </button>
        }
      >
        {t("none_found_help")}
      </EmptyState>
    ) : (
      <EmptyState title={t("none")} actions={props.first}>
        {t("none_help")}
      </EmptyState>
    );
  return (
    <VirtualList
      items={pages.items}
      keyOf={({ id }) => id}
      rowPx={ROW_PX}
      heightPx={oneHeight}
      label={props.label}
      name={props.name}
      activeAt={at < 0 ? undefined : at}
      onNearEnd={() => {
        if (pages.hasNextPage && !pages.isFetchingNextPage) pages.fetchNextPage();
      }}
      row={(item) => (
        <button
          type="button"
          className={classNames(
            "customer-row",
            item.id === props.openId && "is-open",
            item.id === (current ?? props.openId) && "is-current",
          )}
          aria-current={item.id === props.openId ? "true" : undefined}
          onFocus={() => setCurrent(item.id)}
          onClick={() => {
            setCurrent(item.id);
            onOpen(item.id);
          }}
        >
          {props.row(item)}
        </button>
      )}
    />
  );
}
