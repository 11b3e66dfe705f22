import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { listTickets } from "../../../../src/contract/ticket-list-routes.ts";
import { useMarks } from "./list/use-marks.ts";
import { ROW_PX, TicketRows } from "./list/ticket-rows.tsx";
import { useTicketList, type LiveList } from "./list/use-ticket-list.ts";
import { ErrorState } from "../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../ui/states/skeleton.tsx";
import { FilterField } from "./filter/filter-field.tsx";
import { keepForTab, keptForTab } from "./kept-for-tab.ts";
import { firstViewIsHere } from "../../../ui/base/first-view.ts";
import { useLatest } from "../../../ui/base/use-latest.ts";
import { lazyPart } from "../../../ui/base/lazy-part.tsx";
import type { ListMode } from "./list/list-input.ts";
import { NothingHere } from "./list/nothing-here.tsx";
import { ListHead } from "./list/list-head.tsx";
import { TableHead } from "./list/table-row.tsx";
import { useListKeys } from "./list/use-list-keys.ts";
import type { Place } from "./use-place.ts";

const BulkBar = lazyPart(() => import("./bulk/bulk-bar.tsx"), "BulkBar");
const FoundTickets = lazyPart(() => import("../search/found.tsx"), "Found");

type Props = {
  place: Place;
  mode: ListMode;
  onMode: (mode: ListMode) => void;
  /** The number or id in the address. */
  openNumber: string | null;
  onViews: (() => void) | null;
  onPhoneViews: () => void;
  onNew: (() => void) | null;
};

/** The list of a view with its filters, or what the search finds for words. */
export function ListPane(props: Props): JSX.Element {
  const { place, mode, openNumber } = props;
  const { t } = useTranslation("inbox");
  const live = useTicketList(place.input, ROW_PX[mode]);
  const { rows } = live.state;
  const listKey = live.list?.key ?? "";
  const marks = useMarks(listKey, rows);
  const [currentId, setCurrentId] = useCurrent(listKey);
  const field = useRef<HTMLInputElement>(null);
  useListKeys({ live, marks, currentId, setCurrentId, openNumber, field });
  useOpened(live, openNumber, setCurrentId);
  return (
    <>
      <ListHead {...props} live={live} marks={marks} />
      <div className="list-filter">
        <FilterField
          q={place.q}
          read={place.read}
          onQ={(q) => place.go({ q: q === "" && !place.saved ? undefined : q })}
          label={t("filter.label")}
          placeholder={t("filter.placeholder")}
          fieldRef={field}
        />
      </div>
      {place.read.searches ? (
        <FoundTickets q={place.q} />
      ) : (
        <>
          {mode === "table" ? <TableHead /> : null}
          <HeldRows live={live} />
          <ListBody place={place} live={live}>
            <TicketRows
              live={live}
              mode={mode}
              group={place.group}
              marks={marks}
              currentId={currentId}
              openNumber={openNumber}
              onCurrent={setCurrentId}
            />
          </ListBody>
        </>
      )}
      {marks.ids.size > 0 && live.list ? <BulkBar list={live.list} rows={rows} marks={marks} /> : null}
    </>
  );
}

function ListBody({ place, live, children }: { place: Place; live: LiveList; children: JSX.Element }): JSX.Element {
  const { phase, error, rows } = live.state;
  const waits = phase === "loading" && !place.missing;
  useEffect(() => {
    if (!waits) firstViewIsHere();
  }, [waits]);
  if (place.missing) return <NothingHere place={place} why="view_gone" />;
  if (phase === "failed") return <ErrorState error={error} onRetry={() => void live.list?.refresh()} />;
  if (phase === "loading") return <SkeletonList rows={10} />;
  if (rows.length === 0 && live.state.held.length === 0)
    return <NothingHere place={place} why={place.q === "" ? "empty" : "filtered"} />;
  return children;
}

/** Counts new rows while the reader is further down; a click brings them in. */
function HeldRows({ live }: { live: LiveList }): JSX.Element {
  const { t } = useTranslation("inbox");
  const count = live.state.held.length;
  const show = () => {
    live.list?.showHeld();
    document.querySelector(".pane-list .virtual-list")?.scrollTo({ top: 0 });
  };
  return (
    <div className="held-rows" role="status">
      {count > 0 ? (
        <button type="button" onClick={show}>
          ↑ {t("held", { count })}
        </button>
      ) : null}
    </div>
  );
}

/** The row the keys stand on, kept with its list. */
function useCurrent(listKey: string): [string | null, (id: string) => void] {
  const name = `current.${listKey}`;
  const [current, setCurrent] = useState(() => ({ name, id: keptForTab<string | null>(name, null) }));
  if (current.name !== name) setCurrent({ name, id: keptForTab<string | null>(name, null) });
  // The same as long as the list is, or every row would be drawn with each change beside them.
  const set = useCallback(
    (id: string) => {
      setCurrent({ name, id });
      keepForTab(name, id);
    },
    [name],
  );
  return [current.name === name ? current.id : null, set];
}

const SHOWN_KEY = [listTickets.id, "shown"];
const READ_AFTER_MS = 1_500;

/** The ticket that is open: the keys stand on it, it counts as read soon, and its neighbours are known to its page. */
function useOpened(live: LiveList, openNumber: string | null, setCurrentId: (id: string) => void): void {
  const client = useQueryClient();
  const { list, state } = live;
  const { rows } = state;
  const open = rows.find((row) => String(row.number) === openNumber || row.id === openNumber);
  const openId = open?.id ?? null;
  const unread = open?.unread ?? false;
  useEffect(() => {
    // Nobody reads it here: it must not be swept away while the ticket's page may ask for neighbours.
    client.setQueryDefaults(SHOWN_KEY, { gcTime: Infinity });
    client.setQueryData(SHOWN_KEY, { pages: [{ items: rows }] });
  }, [client, rows]);
  const latest = useLatest(setCurrentId);
  useEffect(() => {
    if (openId) latest.current(openId);
  }, [openId, latest]);
  useEffect(() => {
    if (!openId || !unread || !list) return undefined;
    const timer = setTimeout(() => list.patch(new Set([openId]), (row) => ({ ...row, unread: false })), READ_AFTER_MS);
    return () => clearTimeout(timer);
  }, [list, openId, unread]);
}
