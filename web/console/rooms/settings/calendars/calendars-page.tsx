import { Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { listCalendars, type CalendarShape } from "../../../../../src/contract/procedure-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useMe } from "../../../session/me.ts";
import { SectionPage } from "../frame/section-page.tsx";
import { useOpened } from "../frame/use-opened.ts";
import { CalendarEditor } from "./calendar-editor.tsx";
import "./calendars.css";

/** When the desk works: the calendars that every promise is counted by. */
export function CalendarsPage(): JSX.Element {
  const { t } = useTranslation("settings");
  const { language } = useMe();
  const { opened, open } = useOpened();
  const calendars = useRoute(listCalendars, {});
  const items = calendars.data?.items ?? [];
  const shown =
    items.find(({ id }) => id === opened) ?? items.find(({ exceptions }) => exceptions.length > 0) ?? items[0];
  return (
    <SectionPage
      id="calendars"
      actions={
        items.length > 1 && shown ? (
          <Select
            className="calendar-select"
            value={shown.id}
            aria-label={t("section.calendars")}
            options={items.map(({ id, name }) => ({ value: id, label: name[language] }))}
            onChange={open}
          />
        ) : null
      }
    >
      {calendars.isPending ? <SkeletonText lines={10} /> : null}
      {calendars.isError ? <ErrorState error={calendars.error} onRetry={() => void calendars.refetch()} /> : null}
      {calendars.data && !shown ? (
        <EmptyState title={t("calendars.none")}>{t("calendars.none_help")}</EmptyState>
      ) : null}
      {shown ? (
        <CalendarEditor
          key={shown.id}
          stored={withoutOffer(shown)}
          offered={shown.offered}
          newest={async () => (await calendars.refetch()).data?.items.find(({ id }) => id === shown.id)}
        />
      ) : null}
    </SectionPage>
  );
}

/** What is changed and saved; what ships beside it is no part of it. */
function withoutOffer(calendar: CalendarShape & { offered?: unknown }): CalendarShape {
  const { offered: _offered, ...own } = calendar;
  return own;
}
