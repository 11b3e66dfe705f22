import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  listCalendars,
  listCalendarVersions,
  restoreCalendar,
  type CalendarShape,
  type CalendarVersionShape,
} from "../../../../../src/contract/procedure-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { renewRoutes, useRoutePages } from "../../../../ui/api/use-route.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { Mark } from "../../../../ui/page/mark.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useMay } from "../../../session/me.ts";
import { calendarChanges } from "./calendar-changes.ts";

type Props = { calendar: CalendarShape; onRestored: () => void };

/** Every version of a calendar: who, when, why, what changed; an older one can be made the newest again. */
export function CalendarHistory({ calendar, onRestored }: Props): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const mayWrite = useMay("sop.write");
  const client = useQueryClient();
  const onRefused = useProblemToast();
  const versions = useRoutePages(listCalendarVersions, { params: { calendarId: calendar.id }, query: { limit: 20 } });
  const restore = useCommand(restoreCalendar, {
    onDone: () => {
      toast(t("calendars.restored"), { tone: "good" });
      onRestored();
      void renewRoutes(client, [listCalendars, listCalendarVersions]);
    },
    onRefused,
  });
  const ask = async (version: number) => {
    if (!(await confirm({ title: t("calendars.restore_ask", { version }) }))) return;
    restore.fire({ params: { calendarId: calendar.id, version }, body: { version: calendar.version } });
  };
  const { items } = versions;
  return (
    <Card title={t("calendars.history")} lead={t("calendars.history_help")}>
      {versions.isPending ? <SkeletonText lines={3} /> : null}
      {versions.isError ? <ErrorState error={versions.error} onRetry={() => void versions.refetch()} /> : null}
      {items.length > 0 ? (
        <RowList label={t("calendars.history")}>
          {items.map((item, at) => (
            <VersionRow
              key={item.calendar.version}
              item={item}
              before={items[at + 1]?.calendar ?? null}
              aside={
                item.calendar.version === calendar.version ? (
                  <Mark tone="good">{t("calendars.newest")}</Mark>
                ) : mayWrite ? (
                  <Button size="small" loading={restore.running} onClick={() => void ask(item.calendar.version)}>
                    {t("calendars.restore")}
                  </Button>
                ) : null
              }
            />
          ))}
        </RowList>
      ) : null}
      {versions.hasNextPage ? (
        <Button onClick={() => void versions.fetchNextPage()}>{t("common:action.load_more")}</Button>
      ) : null}
    </Card>
  );
}

type RowProps = { item: CalendarVersionShape; before: CalendarShape | null; aside: JSX.Element | null };

function VersionRow({ item, before, aside }: RowProps): JSX.Element {
  const { t } = useTranslation("settings");
  const { added, removed, week, name } = calendarChanges(before, item.calendar);
  const changes = [
    ...(before === null ? [] : added > 0 ? [t("calendars.days_added", { count: added })] : []),
    ...(removed > 0 ? [t("calendars.days_removed", { count: removed })] : []),
    ...(week ? [t("calendars.week_changed")] : []),
    ...(name ? [t("calendars.name_changed")] : []),
  ];
  return (
    <Row
      title={t("calendars.version", { version: item.calendar.version })}
      meta={
        <>
          <span>{item.by?.name ?? t("calendars.with_release")}</span>
          <RelativeTime at={item.at} />
          {changes.map((change) => (
            <span key={change}>{change}</span>
          ))}
          {item.reason && item.by ? <span>{item.reason}</span> : null}
        </>
      }
      aside={aside}
    />
  );
}
