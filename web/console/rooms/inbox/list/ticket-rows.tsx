import { useCallback, useEffect, useMemo, useRef, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { getTicket } from "../../../../../src/contract/ticket-routes.ts";
import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import { usePrefetch } from "../../../../ui/api/use-route.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { VirtualList } from "../../../../ui/list/virtual-list.tsx";
import { useNow } from "../../../../ui/time/now.ts";
import { useKnown } from "../use-known.ts";
import { dayEndsOf } from "./day-ends.ts";
import { GroupHead } from "./group-head.tsx";
import { groupRows, type Grouping, type ListLine } from "./group-rows.ts";
import { TicketTableRow } from "./table-row.tsx";
import { PromiseTitle, TicketListRow, type RowProps } from "./ticket-row.tsx";
import type { Marks } from "./use-marks.ts";
import type { LiveList } from "./use-ticket-list.ts";

export const ROW_PX = { list: 60, table: 40 } as const;
const HEAD_PX = 32;
const HOVER_PAUSE_MS = 90;

type Props = {
  live: LiveList;
  mode: keyof typeof ROW_PX;
  group: Grouping;
  marks: Marks;
  currentId: string | null;
  openNumber: string | null;
  onCurrent: (id: string) => void;
};

/** The rows of a list, under headings where they are grouped. */
export function TicketRows({ live, mode, group, marks, currentId, openNumber, onCurrent }: Props): JSX.Element {
  const { t } = useTranslation("inbox");
  const { rows } = live.state;
  const lines = useLines(rows, group, live.state.cursor === null);
  const { titleOf } = useKnown();
  const prefetch = usePrefetchSoon();
  const onSeen = useSeen(lines, live.onSeen);
  const readMore = useCallback(() => void live.list?.readMore(), [live.list]);
  const Row = mode === "table" ? TicketTableRow : TicketListRow;
  const activeAt = lines.findIndex((line) => line.kind === "row" && line.row.id === currentId);
  const onMark = useCallback<RowProps["onMark"]>(
    (row, range) => {
      onCurrent(row.id);
      marks.toggle(row, range);
    },
    [onCurrent, marks],
  );
  return (
    <PromiseTitle value={titleOf}>
      <VirtualList
        items={lines}
        keyOf={(line) => line.key}
        rowPx={ROW_PX[mode]}
        heightPx={(line) => (line.kind === "head" ? HEAD_PX : ROW_PX[mode])}
        label={t("list")}
        activeAt={activeAt}
        onNearEnd={readMore}
        onSeen={onSeen}
        onScrolled={live.onScrolled}
        {...(live.list ? { name: live.list.key } : {})}
        row={(line) =>
          line.kind === "head" ? (
            <GroupHead group={line.group} count={line.count} grows={line.grows} />
          ) : (
            <Row
              row={line.row}
              current={line.row.id === currentId}
              open={openNumber === String(line.row.number) || openNumber === line.row.id}
              marked={marks.ids.has(line.row.id)}
              marking={marks.ids.size > 0}
              onMark={onMark}
              onHover={prefetch}
            />
          )
        }
        footer={<Footer live={live} />}
      />
    </PromiseTitle>
  );
}

function Footer({ live }: { live: LiveList }): JSX.Element | null {
  const { t } = useTranslation(["inbox", "ui"]);
  const { reading, cursor, rows } = live.state;
  if (reading === "failed")
    return (
      <p className="list-footer" role="alert">
        {t("more_failed")}{" "}
        <button type="button" className="bh-button" onClick={() => void live.list?.readMore()}>
          {t("ui:error.retry")}
        </button>
      </p>
    );
  if (reading === "more") return <p className="list-footer quiet">{t("ui:loading")}</p>;
  return cursor === null && rows.length > 20 ? (
    <p className="list-footer quiet">{t("list_end", { count: rows.length })}</p>
  ) : null;
}

function useLines(rows: readonly TicketRow[], group: Grouping, complete: boolean): ListLine[] {
  const { timeZone } = usePersonSettings();
  const now = useNow("half_minute");
  // Only a grouping by due changes with the time.
  const moment = group === "due" ? now : 0;
  return useMemo(
    () => groupRows(rows, group, { now: moment, dayEnds: dayEndsOf(moment, timeZone), complete }),
    [rows, group, moment, timeZone, complete],
  );
}

function useSeen(
  lines: readonly ListLine[],
  tell: (ids: readonly string[]) => void,
): (first: number, last: number) => void {
  return useCallback(
    (first, last) => tell(lines.slice(first, last + 1).flatMap((line) => (line.kind === "row" ? [line.row.id] : []))),
    [lines, tell],
  );
}

/** Reads a ticket ahead when the pointer rests on its row. */
function usePrefetchSoon(): (row: TicketRow) => void {
  const prefetch = usePrefetch();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    ({ number }: TicketRow) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => prefetch(getTicket, { params: { ticketId: String(number) } }), HOVER_PAUSE_MS);
    },
    [prefetch],
  );
}
